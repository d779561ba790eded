import Recurrence
import Testing

struct RecurrenceRuleTests {
    @Test(
        arguments: [
            ("FREQ=DAILY", "FREQ=DAILY"),
            ("rrule:freq=weekly;byday=fr,mo,mo;interval=1;wkst=mo", "FREQ=WEEKLY;BYDAY=MO,FR"),
            ("COUNT=0010;FREQ=MONTHLY;BYDAY=+1TU,-1TH", "FREQ=MONTHLY;COUNT=10;BYDAY=1TU,-1TH"),
            ("FREQ=DAILY;UNTIL=20261224T235960Z", "FREQ=DAILY;UNTIL=20261224T235959Z"),
            ("FREQ=DAILY;UNTIL=20261224", "FREQ=DAILY;UNTIL=20261224"),
            ("FREQ=MINUTELY;BYSECOND=60,59,0", "FREQ=MINUTELY;BYSECOND=0,59"),
            ("FREQ=YEARLY;BYWEEKNO=-1,1,53;BYSETPOS=2,-366", "FREQ=YEARLY;BYWEEKNO=-1,1,53;BYSETPOS=-366,2"),
            ("SKIP=FORWARD;FREQ=YEARLY;RSCALE=GREGORIAN", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD"),
            ("RSCALE=gregorian;FREQ=YEARLY;SKIP=OMIT", "FREQ=YEARLY"),
            ("FREQ=DAILY;INTERVAL=999999999999999999", "FREQ=DAILY;INTERVAL=999999999999999999"),
        ] as [(String, String)])
    func `a rule is written in one form, whatever the one it was read in`(text: String, form: String) throws {
        let rule = try RecurrenceRule(text)
        #expect(rule.text == form)
        #expect(try RecurrenceRule(rule.text) == rule)
    }

    @Test(
        arguments: [
            ("", ""), ("RRULE:", ""), ("FREQ", ""), ("FREQ=DAILY;", ""), ("FREQ=DAILY; COUNT=1", ""),
            ("FREQ=DÄILY", ""),
            ("INTERVAL=2", "FREQ"), ("FREQ=", "FREQ"), ("FREQ=FORTNIGHTLY", "FREQ"), ("FREQ=DAILY;FREQ=DAILY", "FREQ"),
            ("FREQ=DAILY;X-NAME=1", "X-NAME"), ("FREQ=DAILY;BYEASTER=0", "BYEASTER"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL"), ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=1000000000000000000", "INTERVAL"), ("FREQ=DAILY;INTERVAL=1,2", "INTERVAL"),
            ("FREQ=DAILY;COUNT=0", "COUNT"), ("FREQ=DAILY;COUNT=", "COUNT"), ("FREQ=DAILY;COUNT=+1", "COUNT"),
            ("FREQ=DAILY;COUNT=1;UNTIL=20261224", "COUNT"),
            ("FREQ=DAILY;UNTIL=20260229", "UNTIL"), ("FREQ=DAILY;UNTIL=20261224T", "UNTIL"),
            ("FREQ=DAILY;UNTIL=2026-12-24", "UNTIL"), ("FREQ=DAILY;UNTIL=20261224Z", "UNTIL"),
            ("FREQ=DAILY;UNTIL=20261224T250000", "UNTIL"), ("FREQ=DAILY;UNTIL=+2061224", "UNTIL"),
            ("FREQ=DAILY;WKST=MON", "WKST"), ("FREQ=DAILY;WKST=", "WKST"),
            ("FREQ=DAILY;BYMONTH=0", "BYMONTH"), ("FREQ=DAILY;BYMONTH=13", "BYMONTH"),
            ("FREQ=DAILY;BYMONTH=-1", "BYMONTH"), ("FREQ=DAILY;BYMONTH=5L", "BYMONTH"),
            ("FREQ=DAILY;BYMONTH=1,,2", "BYMONTH"), ("FREQ=DAILY;BYMONTH=", "BYMONTH"),
            ("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO"), ("FREQ=YEARLY;BYWEEKNO=0", "BYWEEKNO"),
            ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO"), ("FREQ=DAILY;BYWEEKNO=1", "BYWEEKNO"),
            ("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY"), ("FREQ=YEARLY;BYYEARDAY=--1", "BYYEARDAY"),
            ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY"), ("FREQ=WEEKLY;BYYEARDAY=1", "BYYEARDAY"),
            ("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY"),
            ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"), ("FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY"),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"),
            ("FREQ=WEEKLY;BYDAY=XX", "BYDAY"), ("FREQ=WEEKLY;BYDAY=", "BYDAY"), ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY"),
            ("FREQ=MONTHLY;BYDAY=54MO", "BYDAY"), ("FREQ=MONTHLY;BYDAY=-MO", "BYDAY"),
            ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY"), ("FREQ=DAILY;BYDAY=-1MO", "BYDAY"),
            ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", "BYDAY"),
            ("FREQ=DAILY;BYHOUR=24", "BYHOUR"), ("FREQ=DAILY;BYHOUR=-1", "BYHOUR"),
            ("FREQ=DAILY;BYHOUR=9;BYHOUR=9", "BYHOUR"),
            ("FREQ=DAILY;BYMINUTE=60", "BYMINUTE"), ("FREQ=DAILY;BYSECOND=61", "BYSECOND"),
            ("FREQ=DAILY;BYHOUR=1;BYSETPOS=0", "BYSETPOS"), ("FREQ=DAILY;BYHOUR=1;BYSETPOS=367", "BYSETPOS"),
            ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS"),
            ("RSCALE=HEBREW;FREQ=YEARLY", "RSCALE"), ("FREQ=YEARLY;SKIP=FORWARD", "SKIP"),
            ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=NEVER", "SKIP"),
        ] as [(String, String)])
    func `what the RFC forbids is refused, with the name of the part`(text: String, part: String) {
        #expect { try RecurrenceRule(text) } throws: { error in (error as? RecurrenceRuleError)?.part == part }
    }

    @Test func `a rule with every entry that there can be is not too long, and longer ones are refused`() throws {
        func both(_ most: Int) -> String {
            (Array(-most...(-1)) + Array(1...most)).map(String.init).joined(separator: ",")
        }
        func all(_ most: Int) -> String { (0...most).map(String.init).joined(separator: ",") }
        let text = """
            FREQ=YEARLY;INTERVAL=1000;UNTIL=20261224T090000Z;WKST=SU;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYWEEKNO=\(both(53));\
            BYYEARDAY=\(both(366));BYMONTHDAY=\(both(31));BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=\(all(23));BYMINUTE=\(all(59));\
            BYSECOND=\(all(59));BYSETPOS=\(both(366))
            """
        #expect(try RecurrenceRule(text).positions.count == 732)
        #expect(throws: RecurrenceRuleError.self) {
            try RecurrenceRule("FREQ=DAILY;BYHOUR=" + String(repeating: "1,", count: 5000) + "1")
        }
    }

    @Test(arguments: [Int.min, 0, 1, 999, Int.max])
    func `simple rules can be read back, whatever the interval`(interval: Int) throws {
        let rules: [RecurrenceRule] = [
            .daily(interval: interval), .weekly(interval: interval), .monthly(interval: interval),
            .yearly(interval: interval),
        ]
        for rule in rules { #expect(try RecurrenceRule(rule.text) == rule) }
    }

    @Test(arguments: [
        "FREQ=DAILY;BYWEEKNO=1", "FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=MONTHLY;BYYEARDAY=1", "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;",
    ])
    func `what other programs write is read where that is asked for`(text: String) throws {
        #expect(throws: RecurrenceRuleError.self) { try RecurrenceRule(text) }
        _ = try RecurrenceRule(text, conformance: .lenient)
    }

    @Test(
        arguments: [
            ("FREQ=HOURLY", false), ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=30;BYSECOND=0", false), ("FREQ=MINUTELY", true),
            ("FREQ=SECONDLY;INTERVAL=86400", true), ("FREQ=DAILY;BYMINUTE=0,30", true),
            ("FREQ=YEARLY;BYSECOND=0,1", true),
        ] as [(String, Bool)])
    func `rules that can have less than an hour between two times are known`(text: String, isFiner: Bool) throws {
        #expect(try RecurrenceRule(text).isFinerThanHourly == isFiner)
    }
}
