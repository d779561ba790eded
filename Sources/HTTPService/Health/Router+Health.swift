import API
import HTTPTypes
public import Hummingbird
import JSON

extension RouterMethods {
    /// `/livez` and `/health/live`: the process answers. `/readyz` and `/health/ready`: it can do its work, and is
    /// not about to stop.
    public func addHealth(_ checks: [Readiness], draining: Draining) {
        for path in ["/livez", "/health/live"] as [RouterPath] {
            get(path) { _, _ in Self.healthy([]) }
        }
        for path in ["/readyz", "/health/ready"] as [RouterPath] {
            get(path) { _, _ in
                if draining.hasBegun { throw Problem.unavailable("The server is stopping.", retryAfter: 1) }
                var reasons: [String] = []
                for check in checks {
                    if let reason = await check.reason() { reasons.append("\(check.name): \(reason)") }
                }
                guard reasons.isEmpty else {
                    throw Problem.unavailable(reasons.joined(separator: "; "), retryAfter: 1)
                }
                return Self.healthy(checks.map(\.name))
            }
        }
    }

    private static func healthy(_ checks: [String]) -> Response {
        var json = JSONWriter(capacity: 64)
        json.object { json in
            json.member("status", "ok")
            json.member("checks") { $0.array(checks) { $0.string($1) } }
        }
        return .json(json)
    }
}
