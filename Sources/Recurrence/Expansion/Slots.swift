import Time

/// The times of one period in order: each of its days at each of its times of day, or those that `BYSETPOS` picks.
///
/// They are counted rather than listed, because a month can have 2,678,400 of them.
struct Slots {
    /// Days since 1970-01-01, ascending.
    let days: [Int]
    let clock: ClockTimes
    /// The ranks that are picked, ascending; nil for all.
    private let picked: [Int]?

    init(days: [Int], clock: ClockTimes, positions: [Int]) {
        self.days = days
        self.clock = clock
        let total = days.count * clock.count
        picked =
            positions.isEmpty
            ? nil
            : Set(positions.map { $0 > 0 ? $0 - 1 : total + $0 }).filter { (0..<total).contains($0) }.sorted()
    }

    var count: Int { picked?.count ?? days.count * clock.count }

    /// The n-th of them, 0..<count, in seconds since 1970-01-01T00:00:00 on the wall.
    subscript(number: Int) -> Int {
        let rank = picked?[number] ?? number
        return days[rank / clock.count] * 86400 + clock[rank % clock.count]
    }

    /// How many of them come before a time.
    func count(before time: Int) -> Int {
        let day = time.floorDivided(by: 86400)
        let index = days.lowerBound(day)
        var rank = index * clock.count
        if index < days.count, days[index] == day { rank += clock.rank(of: time - day * 86400) }
        return picked?.lowerBound(rank) ?? rank
    }

    func first(from time: Int) -> Int? {
        let number = count(before: time)
        return number < count ? self[number] : nil
    }

    func last(upTo time: Int) -> Int? {
        let number = count(before: time + 1) - 1
        return number >= 0 ? self[number] : nil
    }
}

extension [Int] {
    /// The index of the first element that is not below `value`, in ascending order.
    fileprivate func lowerBound(_ value: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
