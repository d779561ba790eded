// with: Sources/Time/*.swift
import Foundation

/// An independent reading of the grammar, counted by the C library's calendar, must come to the same instant.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let instant = RFC3339.instant(text)
    expect(instant?.milliseconds == expected(text), "an independent reading comes to the same instant")
    if let instant { expect(RFC3339.instant(RFC3339.text(instant)) == instant, "what is written is read back") }
    if let date = RFC3339.date(text) {
        expect(date.description.utf8.elementsEqual(bytes), "a day is written as it is read")
    }
}

private func expected(_ text: String) -> Int64? {
    guard text.utf8.count <= 64, text.utf8.allSatisfy({ $0 < 0x80 }),
        let match = text.wholeMatch(
            of: /(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))/)
    else { return nil }
    let part = match.output
    var time = tm()
    guard let year = Int32(part.1), let month = Int32(part.2), let day = Int32(part.3), let hour = Int32(part.4),
        let minute = Int32(part.5), let second = Int32(part.6), hour < 24, minute < 60, second < 60
    else { return nil }
    (time.tm_year, time.tm_mon, time.tm_mday) = (year - 1900, month - 1, day)
    (time.tm_hour, time.tm_min, time.tm_sec) = (hour, minute, second)
    var seconds = timegm(&time)
    // The C library carries the 30th of February over into March.
    guard time.tm_mon == month - 1, time.tm_mday == day, time.tm_year == year - 1900, year > 0 else { return nil }
    if let sign = part.8, let hours = part.9.flatMap({ Int($0) }), let minutes = part.10.flatMap({ Int($0) }) {
        guard hours < 24, minutes < 60 else { return nil }
        seconds += (sign == "-" ? 1 : -1) * (hours * 3600 + minutes * 60)
    }
    let fraction = Int64(((part.7.map(String.init) ?? "") + "000").prefix(3)) ?? 0
    let milliseconds = Int64(seconds) * 1000 + fraction
    return milliseconds < 0 || milliseconds > 253_402_300_799_999 ? nil : milliseconds
}
