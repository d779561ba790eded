import Time

/// When an open task has something to say, and what: decisions only.
///
/// The database keeps the result of ``next`` beside the task. An alarm that comes too early does no harm: nothing is
/// announced, and the next one is set. So whoever changes what alarms depend on need only make them ring.
struct TodoAlarm: Sendable {
    /// A task is due soon for so long before it is due, in seconds.
    static let dueSoonLead: Int64 = 86400
    /// What is told of later than this after its instant is late, in milliseconds.
    static let tolerance: Int64 = 10_000

    var due: Instant?
    var isDueSoonAnnounced: Bool
    var isOverdueAnnounced: Bool
    var reminders: [Reminder]
    /// Reminders up to here are over: what lay in the past when it was asked for is none.
    var remindedUntil: Instant
    var snoozedUntil: Instant?

    /// What is to be said.
    struct Announcement: Sendable, Equatable {
        enum Kind: Sendable, Equatable {
            case dueSoon
            case overdue
            case reminder(Reason)
        }

        enum Reason: String, Sendable {
            case before, at, snooze
        }

        let kind: Kind
        /// When it should have been said.
        let instant: Instant
        let isLate: Bool
    }

    /// The earliest instant at which something is to be said, or ``remindedUntil`` is to move; nil for never.
    var next: Instant? {
        var instants = pendingReminders.map(\.instant)
        if let due {
            if !isOverdueAnnounced { instants.append(due) }
            if !isDueSoonAnnounced && !isOverdueAnnounced { instants.append(dueSoon(due)) }
        }
        return instants.min()
    }

    /// What is to be said at `now`, in the order of the instants. A task that is overdue already is not due soon.
    func announcements(at now: Instant) -> [Announcement] {
        var announcements = pendingReminders.filter { $0.instant <= now }.map {
            announcement(.reminder($0.reason), at: $0.instant, now)
        }
        if let due {
            let soon = dueSoon(due)
            if !isDueSoonAnnounced && soon <= now && now < due {
                announcements.append(announcement(.dueSoon, at: soon, now))
            }
            if !isOverdueAnnounced && due <= now {
                // What was asked for after its due date comes late from the beginning.
                let isLate = isLate(due, now) || remindedUntil > due
                announcements.append(Announcement(kind: .overdue, instant: due, isLate: isLate))
            }
        }
        return announcements.sorted { $0.instant < $1.instant }
    }

    /// The alarm after its announcements at `now` have been made.
    func afterAnnouncements(at now: Instant) -> TodoAlarm {
        var alarm = self
        for announcement in announcements(at: now) {
            switch announcement.kind {
            case .dueSoon: alarm.isDueSoonAnnounced = true
            case .overdue: alarm.isOverdueAnnounced = true
            case .reminder: break
            }
        }
        // A clock that was set back repeats nothing.
        alarm.remindedUntil = max(remindedUntil, now)
        return alarm
    }

    /// What was asked for with less than a day to go is due soon from then on.
    private func dueSoon(_ due: Instant) -> Instant {
        max(due.adding(seconds: -Self.dueSoonLead), min(remindedUntil, due))
    }

    /// While a task is snoozed its reminders are silent; then one comes for all of them.
    private var pendingReminders: [(instant: Instant, reason: Announcement.Reason)] {
        var silentUntil = remindedUntil
        var pending: [(instant: Instant, reason: Announcement.Reason)] = []
        if let snoozedUntil, snoozedUntil > remindedUntil {
            silentUntil = snoozedUntil
            pending.append((snoozedUntil, .snooze))
        }
        for reminder in reminders {
            guard let instant = reminder.instant(before: due), instant > silentUntil else { continue }
            if case .at = reminder { pending.append((instant, .at)) } else { pending.append((instant, .before)) }
        }
        return pending
    }

    private func announcement(_ kind: Announcement.Kind, at instant: Instant, _ now: Instant) -> Announcement {
        Announcement(kind: kind, instant: instant, isLate: isLate(instant, now))
    }

    private func isLate(_ instant: Instant, _ now: Instant) -> Bool {
        instant.adding(milliseconds: Self.tolerance) < now
    }
}
