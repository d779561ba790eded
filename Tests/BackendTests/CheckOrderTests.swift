import API
import HTTPTypes
import JSON
import Testing

@testable import Backend

/// What is wrong with a request is told in the contract's order, whatever else is wrong.
@Suite struct CheckOrderTests {
    /// In the order in which they are told.
    enum Fault: Int, CaseIterable {
        case unknownRoute, wrongMethod, noCredential, mediaType, tooLong, unreadable, unknownObject, oldVersion,
            badValue

        var status: HTTPResponse.Status {
            switch self {
            case .unknownRoute, .unknownObject: .notFound
            case .wrongMethod: .methodNotAllowed
            case .noCredential: .unauthorized
            case .mediaType: .unsupportedMediaType
            case .tooLong: .contentTooLarge
            case .unreadable: .badRequest
            case .oldVersion: .preconditionFailed
            case .badValue: .unprocessableContent
            }
        }
    }

    /// A route and the faults that a request to it can have.
    struct Row: Sendable, CustomTestStringConvertible {
        let operation: String
        let faults: [Fault]
        /// What the body is when its values are bad; nil where a field or the query is.
        var badBody: String?
        var badField: HTTPFields = [:]
        var badQuery = ""

        var testDescription: String { "\(operation) \(badBody ?? badQuery)" }
    }

    private static let routing: [Fault] = [.unknownRoute, .wrongMethod]
    private static let body: [Fault] = [.mediaType, .tooLong, .unreadable]
    private static let badKey: HTTPFields = [.idempotencyKey: "with space"]

    static let rows: [Row] =
        [
            "patchTask", "putTask", "completeTask", "patchRecurringTask", "putRecurringTask", "skipOccurrence",
            "patchWebhook", "putWebhook",
        ].flatMap { operation in
            [#"{"typo": 1}"#, "[]", "null"].map { Row(operation: operation, faults: Fault.allCases, badBody: $0) }
        }
        + [
            "createTask", "createRecurringTask", "changeAccount", "deleteAccount", "changePassword", "createWebhook",
            "savePushSubscription",
        ].flatMap { operation in
            [#"{"typo": 1}"#, "[]"].map {
                Row(operation: operation, faults: routing + [.noCredential] + body + [.badValue], badBody: $0)
            }
        }
        + ["register", "login", "refresh", "forgotPassword", "resetPassword", "confirmEmail"].map {
            Row(operation: $0, faults: routing + body + [.badValue], badBody: #"{"typo": 1}"#)
        }
        + [
            "patchTask", "deleteTask", "undoTaskEvent", "completeTask", "patchRecurringTask", "deleteRecurringTask",
            "pauseRecurringTask", "resumeRecurringTask", "skipOccurrence", "undoRecurringTaskEvent",
            "patchWebhook", "deleteWebhook", "rotateWebhookSecret",
        ].flatMap { operation in
            [badKey, [.ifMatch: "rubbish"]].map { (field: HTTPFields) in
                let faults = routing + [.noCredential, .unknownObject] + (field[.ifMatch] == nil ? [.oldVersion] : [])
                return Row(operation: operation, faults: faults + [.badValue], badField: field)
            }
        }
        + [
            Row(operation: "getTask", faults: routing + [.noCredential, .unknownObject]),
            Row(operation: "getWebhook", faults: routing + [.noCredential, .unknownObject]),
            Row(operation: "getPushKey", faults: routing + [.noCredential]),
            Row(operation: "getPushSubscription", faults: routing + [.noCredential, .unknownObject]),
            Row(
                operation: "testWebhook", faults: routing + [.noCredential, .unknownObject, .badValue],
                badField: badKey),
            Row(
                operation: "listWebhookDeliveries", faults: routing + [.noCredential, .unknownObject, .badValue],
                badQuery: "?page_size=0"),
            Row(
                operation: "deletePushSubscription", faults: routing + [.noCredential, .unknownObject, .badValue],
                badField: badKey),
            Row(operation: "listWebhooks", faults: routing + [.noCredential, .badValue], badQuery: "?page_size=0"),
            Row(
                operation: "listPushSubscriptions", faults: routing + [.noCredential, .badValue], badQuery: "?cursor=x"),
            Row(operation: "endSession", faults: routing + [.noCredential, .unknownObject]),
            Row(operation: "listTasks", faults: routing + [.noCredential, .badValue], badQuery: "?page=0"),
            Row(operation: "getRecurringTask", faults: routing + [.noCredential, .unknownObject]),
            Row(operation: "listRecurringTasks", faults: routing + [.noCredential, .badValue], badQuery: "?page=0"),
            Row(
                operation: "listRecurringTaskEvents", faults: routing + [.noCredential, .unknownObject, .badValue],
                badQuery: "?page_size=0"),
            Row(
                operation: "previewRecurringTask", faults: routing + [.noCredential, .unknownObject, .badValue],
                badQuery: "?count=0"),
            Row(
                operation: "listTaskEvents", faults: routing + [.noCredential, .unknownObject, .badValue],
                badQuery: "?page_size=0"),
            Row(
                operation: "streamEvents", faults: routing + [.noCredential, .badValue], badQuery: "?last_event_id=%ff"),
        ]

    @Test(arguments: rows) func `The first fault is told, alone and with all later ones`(row: Row) async throws {
        try await TestServer.run { server in
            let owner = try await Owner(on: server)
            let contents = try await server.contents()
            for (index, fault) in row.faults.enumerated() {
                for faults in [[fault], Array(row.faults[index...])] {
                    let reply = try await Self.send(row, faults, by: owner, on: server)
                    #expect(reply.status == fault.status, "\(faults)")
                    #expect(reply.fields[.contentType] == Problem.mediaType, "\(faults)")
                    #expect(reply.fields.contains(.allow) == (fault == .wrongMethod), "\(faults)")
                }
            }
            #expect(try await server.contents() == contents)
        }
    }

    @Test func `Undoing a deletion heeds If-Match`() async throws {
        try await TestServer.run { server in
            let owner = try await Owner(on: server)
            let path = "/api/tasks/\(owner.task)"
            #expect(try await owner.guest.send(.delete, path).status == .noContent)
            let history = try await owner.guest.send(.get, "\(path)/events").json["items"]?.array ?? []
            let deletion = try #require(history.last?["id"]?.string)
            let undo = { (match: String) in
                try await owner.guest.send(.post, "\(path)/events/\(deletion)/undo", fields: [.ifMatch: match])
            }
            #expect(try await undo("rubbish").refused == ["If-Match"])
            let refused = try await undo("\"999\"")
            #expect(refused.status == .preconditionFailed)
            let version = try #require(refused.fields[.eTag])
            #expect(try await undo(version).status == .ok)
        }
    }

    private static func send(
        _ row: Row, _ faults: [Fault], by owner: Owner, on server: TestServer
    ) async throws -> Reply {
        let route = try #require(Route.all.first { $0.operationID == row.operation })
        let unknown = "019a9f3e-6c00-7d3a-8f21-5b1d0c9e4a77"
        var path = faults.contains(.unknownObject) ? Owner.path(route, id: unknown, event: unknown) : owner.path(route)
        if faults.contains(.unknownRoute) { path += "/of/nowhere" }
        if faults.contains(.badValue) { path += row.badQuery }
        var fields = HTTPFields()
        if faults.contains(.badValue) { fields = row.badField }
        if route.needsToken, !faults.contains(.noCredential) {
            fields[.authorization] = "Bearer \(owner.guest.access)"
        }
        if faults.contains(.oldVersion) { fields[.ifMatch] = "\"999\"" }
        var body = OwnRequest.all[row.operation]?.body
        if faults.contains(.badValue) { body = row.badBody ?? body }
        if faults.contains(.unreadable) { body = "{" }
        if faults.contains(.tooLong) { body = String(repeating: "[", count: 1024 * 1024 + 1) }
        if faults.contains(.mediaType) {
            body = body ?? "{}"
            fields[.contentType] = "text/plain"
        }
        let method = faults.contains(.wrongMethod) ? HTTPRequest.Method.trace : route.method
        return try await server.send(method, path, body, fields: fields)
    }
}
