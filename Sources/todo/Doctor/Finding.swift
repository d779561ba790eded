/// What a check found, and what to do about it.
struct Finding: Equatable {
    enum State: String {
        case ok
        /// Works, but somebody should know.
        case notice
        case problem
    }

    let state: State
    let subject: String
    let text: String
    let advice: String?

    static func ok(_ subject: String, _ text: String) -> Finding {
        Finding(state: .ok, subject: subject, text: text, advice: nil)
    }

    static func notice(_ subject: String, _ text: String, advice: String) -> Finding {
        Finding(state: .notice, subject: subject, text: text, advice: advice)
    }

    static func problem(_ subject: String, _ text: String, advice: String) -> Finding {
        Finding(state: .problem, subject: subject, text: text, advice: advice)
    }

    /// One line, and a second one with the advice.
    var lines: String {
        let first = "\(state.rawValue.padding(to: 8)) \(subject.padding(to: 14)) \(text)"
        guard let advice else { return first }
        return first + "\n" + String(repeating: " ", count: 24) + advice
    }
}

extension String {
    /// With spaces at the end up to `width` characters.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}
