import Foundation

/// Nobody else on the machine shall read tasks, or sign sessions.
struct PrivacyCheck {
    let subject: String
    let path: String
    /// Permission bits; nil when there is no such file.
    let mode: Int?
    let whenMissing: String

    var finding: Finding {
        guard let mode else { return .ok(subject, whenMissing) }
        guard mode & 0o077 == 0 else {
            return .problem(subject, "others may open \(path)", advice: "run: chmod 600 '\(path)'")
        }
        return .ok(subject, "\(path), for its owner only")
    }
}

extension PrivacyCheck {
    static func mode(of path: String) -> Int? {
        try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
