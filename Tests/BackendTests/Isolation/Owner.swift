import API
import Foundation
import HTTPTypes
import JSON
import Testing

/// Somebody who owns one of everything that a path can name.
struct Owner: Sendable {
    let guest: Guest
    let user: String
    let task: String
    /// An event of the task that can be undone.
    let event: String
    /// A second session.
    let session: String

    init(on server: TestServer) async throws {
        guest = try await server.register()
        _ = try await server.login(guest.email)
        let sessions = try await guest.send(.get, "/api/auth/sessions").json["items"]?.array ?? []
        session = try #require(sessions.first { $0["current"]?.bool == false }?["id"]?.string)
        user = try #require(try await guest.send(.get, "/api/users/me").json["id"]?.string)
        let created = try await guest.send(.post, "/api/tasks", #"{"title": "Of \#(guest.email)", "tags": ["own"]}"#)
        task = try #require(created.json["id"]?.string)
        _ = try await guest.send(.patch, "/api/tasks/\(task)", #"{"priority": "high"}"#)
        let history = try await guest.send(.get, "/api/tasks/\(task)/events").json["items"]?.array ?? []
        event = try #require(history.last?["id"]?.string)
    }

    /// The route's path with this person's ids.
    func path(_ route: Route) -> String { Self.path(route, id: id(route), event: event) }

    /// What `{id}` stands for in the route.
    func id(_ route: Route) -> String { route.path.hasPrefix("/api/auth/sessions/") ? session : task }

    static func path(_ route: Route, id: String, event: String) -> String {
        route.path.replacing("{id}", with: id).replacing("{event_id}", with: event)
    }
}

/// A request that succeeds when its owner sends it.
struct OwnRequest: Sendable {
    let success: HTTPResponse.Status
    var body: String?

    /// One for each route that needs a token.
    static let all: [String: OwnRequest] = [
        "logout": OwnRequest(success: .noContent),
        "listSessions": OwnRequest(success: .ok),
        "endSession": OwnRequest(success: .noContent),
        "getAccount": OwnRequest(success: .ok),
        "changeAccount": OwnRequest(success: .ok, body: #"{"name": "Another"}"#),
        "deleteAccount": OwnRequest(success: .noContent, body: #"{"current_password": "correct horse"}"#),
        "changePassword": OwnRequest(
            success: .noContent, body: #"{"current_password": "correct horse", "new_password": "battery staple"}"#),
        "exportAccount": OwnRequest(success: .ok),
        "createTask": OwnRequest(success: .created, body: #"{"title": "Another"}"#),
        "listTasks": OwnRequest(success: .ok),
        "getTask": OwnRequest(success: .ok),
        "putTask": OwnRequest(success: .ok, body: #"{"title": "Another"}"#),
        "patchTask": OwnRequest(success: .ok, body: #"{"title": "Another"}"#),
        "deleteTask": OwnRequest(success: .noContent),
        "completeTask": OwnRequest(success: .ok, body: #"{"completed": true}"#),
        "listTaskEvents": OwnRequest(success: .ok),
        "undoTaskEvent": OwnRequest(success: .ok),
        // Its answer has no end; see the tests of streams.
        "streamEvents": OwnRequest(success: .ok),
    ]
}
