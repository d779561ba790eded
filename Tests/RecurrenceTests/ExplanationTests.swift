import Recurrence
import Testing

struct ExplanationTests {
    @Test(
        arguments: [
            ("FREQ=DAILY", "Every day"),
            ("FREQ=DAILY;INTERVAL=3;COUNT=1", "Every 3 days, once"),
            (
                "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=9;BYMINUTE=0;COUNT=10",
                "Every month on the last Friday at 09:00, 10 times"
            ),
            ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "Every week on Monday, Wednesday and Friday"),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
                "Every 2 weeks on Tuesday and Sunday, with weeks that begin on Sunday"
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "Every month on the 1st, 15th and last day"),
            ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "Every month on Friday when it is the 13th"),
            ("FREQ=MONTHLY;BYDAY=-2MO,1MO", "Every month on the first Monday and the second to last Monday"),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "Every month on Monday, Tuesday, Wednesday, Thursday and Friday, of these only the last"
            ),
            (
                "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;UNTIL=20301231",
                "Every year on the fourth Thursday in November, until 31 December 2030"
            ),
            ("FREQ=YEARLY;BYDAY=20MO", "Every year on the 20th Monday of the year"),
            ("FREQ=YEARLY;BYYEARDAY=100,-1", "Every year on the 100th and last day of the year"),
            ("FREQ=YEARLY;BYMONTHDAY=3", "Every year on the 3rd of the month"),
            (
                "FREQ=YEARLY;BYWEEKNO=20,21,-1;BYDAY=MO;WKST=SU",
                "Every year on Monday in weeks 20 and 21 and the last week of the year, with weeks that begin on Sunday"
            ),
            (
                "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
                "Every day at minutes 0, 20 and 40 of hours 9 to 16"
            ),
            ("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=30;BYSECOND=5", "Every day at 09:30:05 and 17:30:05"),
            ("FREQ=MINUTELY;INTERVAL=90;UNTIL=20261224T090000Z", "Every 90 minutes, until 24 December 2026 09:00 UTC"),
            (
                "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;UNTIL=20261224T093001",
                "Every month, the day before for a day that does not exist, until 24 December 2026 09:30:01"
            ),
        ] as [(String, String)])
    func `a rule is said in words`(rule: String, words: String) throws {
        #expect(try RecurrenceRule(rule).explanation == words)
    }
}
