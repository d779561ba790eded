import HTTPTypes
import JSON

/// An operation of the document: what its resource says of it, completed by the contract's rules for every route.
struct Operation {
    let route: Route
    let tag: String
    let own: JSONValue

    private var isAPI: Bool { route.path.hasPrefix("/api/") }

    var complete: JSONValue {
        var operation = JSONValue.object([
            JSONMember(name: "operationId", value: .string(route.operationID)),
            JSONMember(name: "tags", value: .array([.string(tag)])),
        ])
        for member in own.members ?? [] where member.name != "parameters" && member.name != "responses" {
            operation = operation.with(member.name, member.value)
        }
        if !route.needsToken { operation = operation.with("security", .array([])) }
        return operation.with("parameters", .array(parameters)).with("responses", responses)
    }

    private var parameters: [JSONValue] {
        var parameters = own["parameters"]?.array ?? []
        if route.takesIdempotencyKey { parameters.append(.reference("parameters/IdempotencyKey")) }
        parameters.append(.reference("parameters/RequestID"))
        parameters.append(.reference("parameters/TraceParent"))
        return parameters
    }

    /// The operation's own answers and those that its route, parameters and body can lead to, by status.
    private var responses: JSONValue {
        var answers: [String: JSONValue] = [:]
        if route.needsToken { answers["401"] = .reference("responses/Unauthorized") }
        if route.path.contains("{") { answers["404"] = .reference("responses/NotFound") }
        if own["requestBody"] != nil {
            answers["400"] = .reference("responses/BadRequest")
            answers["413"] = .reference("responses/ContentTooLarge")
            answers["415"] = .reference("responses/UnsupportedMediaType")
            answers["422"] = .reference("responses/Unprocessable")
        }
        if route.takesIdempotencyKey {
            answers["409"] = .reference("responses/StillRunning")
            answers["422"] = .reference("responses/Unprocessable")
        }
        if own["parameters"]?.array?.contains(.reference("parameters/IfMatch")) == true {
            answers["412"] = .reference("responses/PreconditionFailed")
            answers["422"] = .reference("responses/Unprocessable")
        }
        if own["parameters"] != nil { answers["414"] = .reference("responses/URITooLong") }
        if isAPI {
            answers["431"] = .reference("responses/HeadersTooLarge")
            answers["429"] = .reference("responses/TooManyRequests")
            answers["503"] = .reference("responses/Unavailable")
        }
        for answer in own["responses"]?.members ?? [] { answers[answer.name] = withHeaders(answer) }
        return .object(answers.sorted { $0.key < $1.key }.map { JSONMember(name: $0.key, value: $0.value) })
    }

    private func withHeaders(_ answer: JSONMember) -> JSONValue {
        guard answer.value["$ref"] == nil else { return answer.value }
        var headers = answer.value["headers"] ?? .object([])
        headers = headers.with("X-Request-ID", .reference("headers/RequestID"))
        if route.takesIdempotencyKey, answer.name.hasPrefix("2") {
            headers = headers.with("Idempotency-Replayed", .reference("headers/IdempotencyReplayed"))
        }
        return answer.value.with("headers", headers)
    }
}
