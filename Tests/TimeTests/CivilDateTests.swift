import Testing

@testable import Time

struct CivilDateTests {
    @Test func `days are counted without a gap, through every year there is`() {
        var expected = CivilDate(year: 1, month: 1, day: 1)?.daysSinceEpoch ?? 0
        #expect(expected == -719_162)
        for year in 1...9999 {
            for month in 1...12 {
                let length = CivilDate.days(inMonth: month, of: year)
                for day in [1, length] {
                    guard let date = CivilDate(year: year, month: month, day: day) else {
                        Issue.record("\(year)-\(month)-\(day) does not exist")
                        return
                    }
                    guard date.daysSinceEpoch == expected + day - 1,
                        CivilDate(unchecked: date.daysSinceEpoch) == date
                    else {
                        Issue.record("\(date) is not day \(expected + day - 1)")
                        return
                    }
                }
                expected += length
            }
        }
        #expect(expected == 2_932_897)
    }

    @Test(arguments: [(1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 3, 1, 11_017), (1600, 2, 29, -135_081)])
    func `known days have their number`(year: Int, month: Int, day: Int, number: Int) {
        #expect(CivilDate(year: year, month: month, day: day)?.daysSinceEpoch == number)
    }

    @Test(arguments: [
        (2026, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32),
        (0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (Int.max, 1, 1), (2026, Int.min, 1), (2026, 1, Int.max),
    ])
    func `a day that does not exist is none`(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test func `dates are ordered by year, month and day`() {
        let dates = [(2025, 12, 31), (2026, 1, 1), (2026, 1, 2), (2026, 2, 1)].compactMap {
            CivilDate(year: $0.0, month: $0.1, day: $0.2)
        }
        #expect(dates.count == 4)
        #expect(dates.shuffled().sorted() == dates)
    }
}
