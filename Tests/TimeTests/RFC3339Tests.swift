import Testing
import Time

struct RFC3339Tests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01T00:00:00.001Z", 1),
            ("2026-11-23T10:15:30Z", 1_795_428_930_000),
            ("2026-11-23T10:15:30.5Z", 1_795_428_930_500),
            ("2026-11-23t10:15:30z", 1_795_428_930_000),
            ("2026-11-23 10:15:30Z", 1_795_428_930_000),
            // Finer fractions are cut, not rounded.
            ("2026-11-23T10:15:30.0009Z", 1_795_428_930_000),
            ("2026-11-23T10:15:30.999999999Z", 1_795_428_930_999),
            // Offsets.
            ("2026-11-23T12:15:30+02:00", 1_795_428_930_000),
            ("2026-11-23T04:45:30-05:30", 1_795_428_930_000),
            ("2026-11-23T10:15:30-00:00", 1_795_428_930_000),
            ("1970-01-01T23:59:00+23:59", 0),
            ("1969-12-31T23:59:59-00:01", 59_000),
            // Leap days.
            ("2024-02-29T00:00:00Z", 1_709_164_800_000),
            ("2000-02-29T00:00:00Z", 951_782_400_000),
            // The ends of the range.
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func `a date-time is read`(text: String, milliseconds: Int64) {
        #expect(RFC3339.instant(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "Z", "2026", "2026-11-23", "2026-11-23T10:15:30", "2026-11-23T10:15Z", "2026-11-23T10:15:30.Z",
        "2026-11-23T10:15:30,5Z", "2026-11-23T10:15:30 Z", "2026-11-23T10:15:30Z ", " 2026-11-23T10:15:30Z",
        "2026-11-23X10:15:30Z", "2026-11-23T10:15:30+0200", "2026-11-23T10:15:30+02", "2026-11-23T10:15:30+02:60",
        "2026-11-23T10:15:30+24:00", "2026-11-23T10:15:30\u{2212}02:00", "20261123T101530Z", "2026-11-23T1:15:30Z",
        // Days and times that do not exist.
        "2026-02-30T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-11-00T00:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z", "2026-11-23T10:15:60Z", "2016-12-31T23:59:60Z",
        // Outside of the contract's range, also by the offset.
        "1969-12-31T23:59:59Z", "1970-01-01T00:59:00+01:00", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-00:01", "-2026-11-23T10:15:30Z", "+2026-11-23T10:15:30Z",
        // Digits that are none of ours.
        "٢٠٢٦-11-23T10:15:30Z", "2026-11-23T10:15:3０Z",
        "2026-11-23T10:15:30.000000000000000000000000000000000000000000000000000000000000Z",
        "2026-11-23T10:15:30Z\0",
    ])
    func `anything else is not`(text: String) {
        #expect(RFC3339.instant(text) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.001Z"), (999, "1970-01-01T00:00:00.999Z"),
            (1_795_428_930_000, "2026-11-23T10:15:30Z"), (1_795_428_930_050, "2026-11-23T10:15:30.050Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            // Before the contract's range an instant can still come out of a calculation.
            (-1, "1969-12-31T23:59:59.999Z"), (-86_400_000, "1969-12-31T00:00:00Z"),
        ] as [(Int64, String)])
    func `an instant is written with Z, and with milliseconds only when there are some`(
        milliseconds: Int64, text: String
    ) {
        #expect(RFC3339.text(Instant(milliseconds: milliseconds)) == text)
    }

    @Test func `what is written is read as the same instant`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<10_000 {
            let instant = Instant(
                milliseconds: .random(
                    in: Instant.earliest.milliseconds...Instant.latest.milliseconds, using: &generator))
            #expect(RFC3339.instant(RFC3339.text(instant)) == instant)
        }
    }

    @Test(arguments: ["2026-11-23", "1970-01-01", "9999-12-31", "2024-02-29"])
    func `a date is read and written`(text: String) {
        #expect(RFC3339.date(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026-02-30", "2025-02-29", "2026-11-31", "2026-1-1", "1969-12-31", "10000-01-01", "2026-11-23T",
        "2026/11/23",
        "2026-11-23Z", " 2026-11-23", "20261123", "2026-11", "0000-00-00",
    ])
    func `anything else is no date`(text: String) {
        #expect(RFC3339.date(text) == nil)
    }
}
