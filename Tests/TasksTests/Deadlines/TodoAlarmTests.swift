@testable import Tasks
import Testing
import Time

/// Times are hours after the epoch.
@Suite struct TodoAlarmTests {
    private static func hour(_ hour: Double) -> Instant { Instant(milliseconds: Int64(hour * 3_600_000)) }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var due: Double? = 100
        var soonTold = false
        var overdueTold = false
        var reminders: [Reminder] = []
        var since: Double = 0
        var snoozed: Double?
        let next: Double?
        let now: Double
        let said: [String]

        var testDescription: String { name }
        var alarm: TodoAlarm {
            TodoAlarm(
                due: due.map(hour), isDueSoonAnnounced: soonTold, isOverdueAnnounced: overdueTold,
                reminders: reminders, remindedUntil: hour(since), snoozedUntil: snoozed.map(hour))
        }
    }

    static let cases: [Case] = [
        Case(name: "Nothing without a due date", due: nil, next: nil, now: 500, said: []),
        Case(name: "Before the last day nothing", next: 76, now: 75.9, said: []),
        Case(name: "Due soon a day before", next: 76, now: 76, said: ["due soon"]),
        Case(name: "Due soon, late", next: 76, now: 80, said: ["due soon, late"]),
        Case(name: "Due soon from the beginning", since: 90, next: 90, now: 90, said: ["due soon"]),
        Case(name: "Due soon was told, overdue comes", soonTold: true, next: 100, now: 100, said: ["overdue"]),
        Case(name: "Overdue only after a long sleep", next: 76, now: 200, said: ["overdue, late"]),
        Case(
            name: "Overdue from the beginning is late", since: 100.001, next: 100, now: 100.001, said: ["overdue, late"]
        ),
        Case(name: "All was told", soonTold: true, overdueTold: true, next: nil, now: 200, said: []),
        Case(
            name: "Lead times", soonTold: true, reminders: [.before(seconds: 7200), .before(seconds: 48 * 3600)],
            next: 52, now: 52, said: ["before"]),
        Case(
            name: "A lead time that is over reminds of nothing", soonTold: true,
            reminders: [.before(seconds: 48 * 3600)],
            since: 60, next: 100, now: 61, said: []),
        Case(
            name: "Several in the order of their instants", reminders: [.at(hour(99)), .before(seconds: 0)], next: 76,
            now: 100.001, said: ["at, late", "before", "overdue"]),
        Case(
            name: "An absolute reminder needs no due date", due: nil, reminders: [.at(hour(7))], next: 7, now: 7,
            said: ["at"]),
        Case(
            name: "A snoozed task is silent", soonTold: true, reminders: [.before(seconds: 3600)], since: 98,
            snoozed: 99.5, next: 99.5, now: 99, said: []),
        Case(
            name: "A snooze ends with one reminder", soonTold: true,
            reminders: [.before(seconds: 3600), .at(hour(99.7))],
            since: 98, snoozed: 99.5, next: 99.5, now: 99.5, said: ["snooze"]),
        Case(
            name: "After a snooze reminders go on", soonTold: true, reminders: [.at(hour(99.7))], since: 99.5,
            snoozed: 99.5, next: 99.7, now: 99.7, said: ["at"]),
        Case(
            name: "A clock that was set back says nothing twice", soonTold: true, since: 120, next: 100, now: 50,
            said: []),
        Case(name: "Due soon waits for a clock that was set back", since: 90, next: 90, now: 80, said: []),
    ]

    @Test(arguments: cases) func `An alarm`(_ one: Case) {
        #expect(one.alarm.next == one.next.map(Self.hour))
        #expect(one.alarm.announcements(at: Self.hour(one.now)).map(Self.words) == one.said)
    }

    @Test(arguments: cases) func `An alarm that rang is silent, and rings again only later`(_ one: Case) {
        let now = Self.hour(one.now)
        let after = one.alarm.afterAnnouncements(at: now)
        #expect(after.announcements(at: now) == [])
        if one.alarm.next.map({ $0 <= now }) ?? false { #expect(after.next.map { $0 > now } ?? true) }
    }

    private static func words(_ announcement: TodoAlarm.Announcement) -> String {
        let kind =
            switch announcement.kind {
            case .dueSoon: "due soon"
            case .overdue: "overdue"
            case .reminder(let reason): reason.rawValue
            }
        return announcement.isLate ? "\(kind), late" : kind
    }
}
