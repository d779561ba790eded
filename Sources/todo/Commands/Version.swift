import ArgumentParser

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the version.")

    /// Semantic versioning, <https://semver.org>.
    static let current = "0.1.0"

    func run() {
        print("todo \(Self.current)")
    }
}
