import Time

extension RecurrenceRule {
    /// The rule in English, such as "Every month on the last Friday at 09:00, 10 times". What the rule leaves to the
    /// start is not said.
    public var explanation: String {
        let sentence = [period, days, monthNames, weekNumbers, timesOfDay].filter { !$0.isEmpty }.joined(separator: " ")
        return [sentence, picks, weekBeginning, missingDays, ending].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private var period: String {
        let unit =
            switch frequency {
            case .yearly: "year"
            case .monthly: "month"
            case .weekly: "week"
            case .daily: "day"
            case .hourly: "hour"
            case .minutely: "minute"
            case .secondly: "second"
            }
        return interval == 1 ? "Every \(unit)" : "Every \(interval) \(unit)s"
    }

    // MARK: Days

    private var days: String {
        var phrases: [String] = []
        if !weekdays.isEmpty { phrases.append("on " + weekdayNames) }
        if !monthDays.isEmpty {
            let named = English.list(
                monthDays.inReadingOrder.map { $0 > 0 ? English.nth($0) : English.fromTheEnd($0) + " day" })
            phrases.append(
                (phrases.isEmpty ? "on the " : "when it is the ") + named + (spansMonths ? " of the month" : ""))
        }
        if !yearDays.isEmpty {
            let named = English.list(yearDays.inReadingOrder.map { $0 > 0 ? English.nth($0) : English.fromTheEnd($0) })
            phrases.append((phrases.isEmpty ? "on the " : "when it is the ") + named + " day of the year")
        }
        return phrases.joined(separator: " ")
    }

    /// Whether a day's number needs to be said to be that of a month.
    private var spansMonths: Bool { frequency != .monthly && months.isEmpty }

    private var weekdayNames: String {
        let named = weekdays.inReadingOrder.map { entry in
            guard let ordinal = entry.ordinal else { return English.name(entry.weekday) }
            let place = ordinal > 0 ? English.place(ordinal) : English.fromTheEnd(ordinal)
            return "the \(place) \(English.name(entry.weekday))"
        }
        let isOfYear = frequency == .yearly && months.isEmpty && weekdays.contains { $0.ordinal != nil }
        return English.list(named) + (isOfYear ? " of the year" : "")
    }

    private var monthNames: String {
        months.isEmpty ? "" : "in " + English.list(months.map { English.months[$0 - 1] })
    }

    private var weekNumbers: String {
        let counted = weeks.filter { $0 > 0 }
        let fromTheEnd = weeks.filter { $0 < 0 }.inReadingOrder.map { "the \(English.fromTheEnd($0)) week" }
        let numbers = counted.isEmpty ? [] : ["week" + (counted.count == 1 ? " " : "s ") + English.numbers(counted)]
        return weeks.isEmpty ? "" : "in " + English.list(numbers + fromTheEnd) + " of the year"
    }

    // MARK: Times of day

    private var timesOfDay: String {
        if !hours.isEmpty && !minutes.isEmpty && seconds.count <= 1 && hours.count * minutes.count <= 6 {
            let ends = seconds.first.map { $0 == 0 ? "" : ":" + English.twoDigits($0) } ?? ""
            return "at "
                + English.list(
                    hours.flatMap { hour in
                        minutes.map { English.twoDigits(hour) + ":" + English.twoDigits($0) + ends }
                    })
        }
        let phrases = [("second", seconds), ("minute", minutes), ("hour", hours)]
            .filter { !$0.1.isEmpty }
            .map { name, numbers in name + (numbers.count == 1 ? " " : "s ") + English.numbers(numbers) }
        return phrases.isEmpty ? "" : "at " + phrases.joined(separator: " of ")
    }

    // MARK: The whole

    private var picks: String {
        guard !positions.isEmpty else { return "" }
        let named = positions.inReadingOrder.map { $0 > 0 ? English.place($0) : English.fromTheEnd($0) }
        return "of these only the \(English.list(named))"
    }

    private var weekBeginning: String {
        let matters = !weeks.isEmpty || frequency == .weekly && (interval > 1 || !positions.isEmpty)
        return matters && weekStart != .monday ? "with weeks that begin on \(English.name(weekStart))" : ""
    }

    private var missingDays: String {
        switch skip {
        case .omit: ""
        case .backward: "the day before for a day that does not exist"
        case .forward: "the day after for a day that does not exist"
        }
    }

    private var ending: String {
        if let count { return count == 1 ? "once" : "\(count) times" }
        switch until {
        case .date(let date)?: return "until " + English.text(date)
        case .local(let time)?: return "until " + English.text(time)
        case .utc(let time)?: return "until " + English.text(time) + " UTC"
        case nil: return ""
        }
    }
}

extension [Int] {
    /// From the front, then from the back: 1, 2, -1, -2.
    fileprivate var inReadingOrder: [Int] { filter { $0 > 0 } + filter { $0 < 0 }.reversed() }
}

extension [RuleWeekday] {
    /// From the front, then from the back, and by weekday.
    fileprivate var inReadingOrder: [RuleWeekday] {
        filter { ($0.ordinal ?? 0) >= 0 }.sorted {
            ($0.ordinal ?? 0, $0.weekday.rawValue) < ($1.ordinal ?? 0, $1.weekday.rawValue)
        }
            + filter { ($0.ordinal ?? 0) < 0 }.sorted {
                (-($0.ordinal ?? 0), $0.weekday.rawValue) < (-($1.ordinal ?? 0), $1.weekday.rawValue)
            }
    }
}
