public import Time

extension Recurrence {
    /// The times of the series on the wall, from the first one on, each later than the one before.
    public var times: Times { Times(series: self) }

    /// See ``Recurrence/times``.
    public struct Times: Sequence, Sendable {
        fileprivate let series: Recurrence

        public func makeIterator() -> Iterator {
            Iterator(series: series, search: series.expansion.search, from: series.start.secondsSinceEpoch)
        }

        public struct Iterator: IteratorProtocol {
            fileprivate let series: Recurrence
            fileprivate var search: DaySearch
            fileprivate var from: Int

            public mutating func next() -> CivilDateTime? {
                guard let time = series.first(from: from, &search) else { return nil }
                from = time + 1
                return CivilDateTime(secondsSinceEpoch: time)
            }
        }
    }
}
