import Recurrence
import Testing
import Time

/// Rules that can never be met, or are met so seldom that a naive search would not end.
struct WorkTests {
    static let impossible = [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=4;BYMONTHDAY=31", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYDAY=53MO", "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1",
        "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2;INTERVAL=4",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=366",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=1,2,3;BYSETPOS=366;BYMONTH=2",
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=5",
        "FREQ=MINUTELY;INTERVAL=60;BYMINUTE=31",
        "FREQ=SECONDLY;INTERVAL=7;BYDAY=MO;BYHOUR=0;BYMINUTE=0;BYSECOND=0,1,3,4,5,6",
        "FREQ=SECONDLY;INTERVAL=604800;BYDAY=MO", "FREQ=SECONDLY;INTERVAL=86399;BYMONTH=2;BYMONTHDAY=30;BYSECOND=1",
        "FREQ=SECONDLY;INTERVAL=2;BYSECOND=0,2,4,6,8,10,12,14,16,18,20,22,24,26,28,30,32,34,36,38,40,42,44,46,48,50",
        "FREQ=SECONDLY;BYSETPOS=2;BYHOUR=1", "FREQ=MINUTELY;INTERVAL=1439;BYMONTH=2;BYMONTHDAY=30",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30,31;BYSETPOS=2;SKIP=BACKWARD",
    ]

    /// A Tuesday.
    static let start = "2027-02-09T09:30:05"

    @Test(.timeLimit(.minutes(1)), arguments: impossible)
    func `a rule that can never be met says so, soon, in both directions`(text: String) throws {
        let start = try #require(CivilDateTime(Self.start))
        let series = Recurrence(try RecurrenceRule(text), start: start)
        #expect(series.next(after: start) == nil)
        #expect(series.previous(before: CivilDateTime.latest) == nil)
        #expect(Recurrence(try RecurrenceRule(text + ";COUNT=1000000000"), start: start).end == nil)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("FREQ=SECONDLY;COUNT=1000000001", "2058-10-18T11:16:45"),
            ("FREQ=MINUTELY;INTERVAL=7;BYDAY=MO,TU;COUNT=10000001", nil),
            ("FREQ=DAILY;COUNT=2000001", "7502-12-04T09:30:05"),
            ("FREQ=MONTHLY;BYMONTHDAY=1,2,3;BYHOUR=0,1,2;BYMINUTE=0,1,2;BYSECOND=0,1,2;COUNT=100000000", nil),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;COUNT=3", "2088-02-29T09:30:05"),
        ] as [(String, String?)])
    func `a large count is counted in days or periods`(text: String, last: String?) throws {
        let series = Recurrence(try RecurrenceRule(text), start: try #require(CivilDateTime(Self.start)))
        if let last { #expect(series.end?.description == last) }
        if let end = series.end {
            #expect(series.next(after: end) == nil)
            #expect(series.contains(end))
        }
    }

    @Test func `a period with millions of times is not listed`() throws {
        func all(_ most: Int) -> String { (0...most).map(String.init).joined(separator: ",") }
        let days = (1...31).map(String.init).joined(separator: ",")
        let rule = try RecurrenceRule(
            "FREQ=MONTHLY;BYMONTHDAY=\(days);BYHOUR=\(all(23));BYMINUTE=\(all(59));BYSECOND=\(all(59));BYSETPOS=2,-2")
        let series = Recurrence(rule, start: try #require(CivilDateTime("2027-02-01T00:00:00")))
        #expect(
            series.times.prefix(3).map(\.description) == [
                "2027-02-01T00:00:01", "2027-02-28T23:59:58", "2027-03-01T00:00:01",
            ])
    }
}
