import Recurrence
public import Time

/// What somebody wants a series to be; members that are nil stay as they are.
public struct RecurringTaskChanges: Sendable {
    public var title: String?
    public var description: String?
    public var priority: Priority?
    public var tags: [String]?
    public var type: RecurrenceType?
    public var interval: Int?
    /// RFC 5545. Ignored unless the type is custom: then it is the server's to say.
    public var rule: String?
    public var timezone: Zone?
    public var start: DueDate?
    /// `.some(nil)` takes the end away.
    public var end: DueDate??
    public var anchor: Anchor?
    public var createAhead: ISODuration?
    public var catchUp: CatchUp?
    public var isActive: Bool?
    /// What is wrong with the values; they are refused only after it is known that the series exists and is the
    /// version that was meant.
    public var errors: [(field: String, message: String)] = []

    public static let intervals = 1...999
    public static let longestCreateAhead = ISODuration(days: 31)
    /// Occurrences that a rule counts, at most: 273 years of days. Finding out where a longer series ends takes too
    /// long while others wait to write.
    static let longestCount = 100_000

    public init() {}

    /// Applies what is given, and refuses what does not fit together.
    func apply(to series: inout RecurringTask) throws {
        var errors = errors
        if let title { series.title = title }
        if let description { series.description = description }
        if let priority { series.priority = priority }
        if let tags { series.tags = Tags.normalized(tags) }
        if let timezone { series.timezone = timezone.identifier }
        if let start { series.start = start.inWholeSeconds }
        if let end { series.end = end?.inWholeSeconds }
        if let anchor { series.anchor = anchor }
        if let createAhead { series.createAhead = createAhead }
        if let catchUp { series.catchUp = catchUp }
        // An ended series is not active either; to say so again is no pause.
        if let isActive, isActive != series.isActive { series.isPaused = !isActive }
        if let type { series.type = type }
        if series.type == .custom {
            if let interval, interval != 1 {
                errors.append(("recurrence_interval", "must be 1 for a custom rule, which has its own INTERVAL"))
            }
            series.interval = 1
            if let rule { apply(rule, to: &series, &errors) }
        } else if let interval {
            series.interval = interval
        }
        guard errors.isEmpty else { throw TodoError.invalid(errors) }
        if series.type != .custom { series.rule = try series.recurrenceRule.text }
    }

    private func apply(
        _ rule: String, to series: inout RecurringTask, _ errors: inout [(field: String, message: String)]
    ) {
        do throws(RecurrenceRuleError) {
            let rule = try RecurrenceRule(rule)
            if rule.isFinerThanHourly { errors.append(("recurrence_rule", "must not be finer than hourly")) }
            if rule.count ?? 0 > Self.longestCount {
                errors.append(("recurrence_rule", "COUNT: must be at most \(Self.longestCount)"))
            }
            series.rule = rule.text
        } catch {
            errors.append(("recurrence_rule", error.description))
        }
    }
}

extension RecurringTask {
    /// The schedule of a series whose values were just given: refused where they do not fit together.
    func checkedSchedule() throws -> Schedule {
        let schedule: Schedule
        do throws(RecurrenceRuleError) {
            schedule = try Schedule(self)
        } catch {
            throw TodoError.invalid([("recurrence_rule", error.description)])
        }
        guard schedule.first != nil else {
            let isEndFirst = end.map { $0.end(in: zone) < start.start(in: zone) } ?? false
            throw TodoError.invalid([
                isEndFirst
                    ? ("end_date", "must not be before start_date")
                    : ("recurrence_rule", "has no occurrence between start_date and the end")
            ])
        }
        return schedule
    }
}

extension DueDate {
    /// Wall clocks show no fractions.
    fileprivate var inWholeSeconds: DueDate {
        guard case .at(let instant) = self else { return self }
        return .at(Instant(milliseconds: instant.milliseconds - instant.milliseconds % 1000))
    }

    func start(in zone: Zone) -> Instant {
        switch self {
        case .at(let instant): instant
        case .allDay(let day): zone.start(of: day)
        }
    }

    fileprivate func end(in zone: Zone) -> Instant {
        switch self {
        case .at(let instant): instant
        case .allDay(let day): zone.end(of: day)
        }
    }
}
