/// A setting with a wrong value, in one line that names it.
struct SettingsError: Error, Equatable, CustomStringConvertible {
    let description: String
}

extension SettingsError {
    init(_ source: String, _ problem: String) {
        description = "\(source) \(problem)"
    }
}
