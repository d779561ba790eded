import Time

/// The words of an explanation.
enum English {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static func name(_ weekday: Weekday) -> String { "\(weekday)".prefix(1).uppercased() + "\(weekday)".dropFirst() }

    /// "a", "a and b", "a, b and c".
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Ascending numbers, with three or more in a row as "9 to 16".
    static func numbers(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return list(
            runs.flatMap { run in
                run.count > 2 ? ["\(run.lowerBound) to \(run.upperBound)"] : run.map { "\($0)" }
            })
    }

    /// 1st, 2nd, 3rd, 11th.
    static func nth(_ number: Int) -> String {
        if (11...13).contains(number % 100) { return "\(number)th" }
        return switch number % 10 {
        case 1: "\(number)st"
        case 2: "\(number)nd"
        case 3: "\(number)rd"
        default: "\(number)th"
        }
    }

    /// first, second, … and 6th from there on.
    static func place(_ number: Int) -> String {
        let words = ["first", "second", "third", "fourth", "fifth"]
        return words.indices.contains(number - 1) ? words[number - 1] : nth(number)
    }

    /// last, second to last, … for -1, -2, …
    static func fromTheEnd(_ number: Int) -> String {
        number == -1 ? "last" : place(-number) + " to last"
    }

    static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// 24 December 2026.
    static func text(_ date: CivilDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }

    /// 24 December 2026 09:00.
    static func text(_ time: CivilDateTime) -> String {
        let seconds = time.second == 0 ? "" : ":" + twoDigits(time.second)
        return text(time.date) + " " + twoDigits(time.hour) + ":" + twoDigits(time.minute) + seconds
    }
}
