/// Times of day at which every listed hour meets every listed minute and second, as bit sets.
struct ClockTimes: Hashable, Sendable {
    private let hours: UInt64
    private let minutes: UInt64
    private let seconds: UInt64
    let count: Int

    /// Lists that are not empty and within a day's hours, minutes and seconds.
    init(hours: [Int], minutes: [Int], seconds: [Int]) {
        func bits(_ numbers: [Int]) -> UInt64 { numbers.reduce(0) { $0 | 1 << UInt64($1) } }
        self.hours = bits(hours)
        self.minutes = bits(minutes)
        self.seconds = bits(seconds)
        count = self.hours.nonzeroBitCount * self.minutes.nonzeroBitCount * self.seconds.nonzeroBitCount
    }

    func contains(_ secondOfDay: Int) -> Bool {
        hours.has(secondOfDay / 3600) && minutes.has(secondOfDay / 60 % 60) && seconds.has(secondOfDay % 60)
    }

    /// How many of them come before a second of the day, 0…86400.
    func rank(of secondOfDay: Int) -> Int {
        let (hour, minute, second) = (secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60)
        let (inMinute, inHour) = (seconds.nonzeroBitCount, seconds.nonzeroBitCount * minutes.nonzeroBitCount)
        var rank = hours.count(below: hour) * inHour
        guard hours.has(hour) else { return rank }
        rank += minutes.count(below: minute) * inMinute
        guard minutes.has(minute) else { return rank }
        return rank + seconds.count(below: second)
    }

    /// The time of a rank, 0..<count, as a second of the day.
    subscript(rank: Int) -> Int {
        let (inMinute, minutesInHour) = (seconds.nonzeroBitCount, minutes.nonzeroBitCount)
        let hour = hours.position(ofBit: rank / (inMinute * minutesInHour))
        let minute = minutes.position(ofBit: rank / inMinute % minutesInHour)
        return hour * 3600 + minute * 60 + seconds.position(ofBit: rank % inMinute)
    }
}

extension UInt64 {
    /// Whether a bit is set; positions past the last never are.
    fileprivate func has(_ position: Int) -> Bool { self >> UInt64(position) & 1 == 1 }

    fileprivate func count(below position: Int) -> Int { (self & ((1 << UInt64(position)) - 1)).nonzeroBitCount }

    /// Where the n-th set bit is, counted from 0.
    fileprivate func position(ofBit number: Int) -> Int {
        var rest = self
        for _ in 0..<number { rest &= rest &- 1 }
        return rest.trailingZeroBitCount
    }
}
