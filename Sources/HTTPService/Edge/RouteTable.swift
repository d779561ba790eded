import HTTPTypes
public import Hummingbird

/// The routes and their methods, to tell a wrong method (405) from an unknown path (404).
public struct RouteTable: Sendable {
    private let entries: [(path: RouterPath, methods: [HTTPRequest.Method])]

    /// All routes of `router`; take it when all are registered.
    public init<Context>(_ router: Router<Context>) {
        var entries: [(path: RouterPath, methods: [HTTPRequest.Method])] = []
        for route in router.routes {
            if let last = entries.last, last.path.description == route.path.description {
                entries[entries.count - 1].methods.append(route.method)
            } else {
                entries.append((route.path, [route.method]))
            }
        }
        self.entries = entries
    }

    /// The patterns, as in `/api/tasks/{id}`.
    var patterns: [(pattern: String, methods: [HTTPRequest.Method])] {
        entries.map { ($0.path.description, $0.methods) }
    }

    /// The methods that the path answers to, in the order of the alphabet; empty for an unknown path.
    func methods(at path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let matching = entries.filter { Self.matches($0.path, parts) }
        // A path that is written out is no value of a variable: the router looks no further either.
        let literal = matching.filter { !$0.path.description.contains("{") }
        var methods: Set<HTTPRequest.Method> = []
        for entry in literal.isEmpty ? matching : literal { methods.formUnion(entry.methods) }
        if methods.contains(.get) { methods.insert(.head) }
        return methods.sorted { $0.rawValue < $1.rawValue }
    }

    private static func matches(_ path: RouterPath, _ parts: [Substring]) -> Bool {
        for (index, element) in path.components.enumerated() {
            if element.description == "**" { return parts.count > index }
            guard index < parts.count, element ~= parts[index] else { return false }
        }
        return path.components.count == parts.count
    }
}
