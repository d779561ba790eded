import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Storage
import Tasks
import Time

/// What a change answers; kept with the change when the request has an `Idempotency-Key`.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var body: [UInt8] = []
    var location: String?
    var etag: String?
    /// Whether the body holds a secret: it is kept sealed.
    var isSecret = false

    static let noContent = Answer(status: .noContent)

    static func todo(_ todo: Todo, status: HTTPResponse.Status = .ok, at now: Instant) -> Answer {
        var json = JSONWriter()
        todo.write(to: &json, at: now)
        return Answer(
            status: status, body: json.bytes, location: status == .created ? "/api/tasks/\(todo.id)" : nil,
            etag: "\"\(todo.version)\"")
    }

    static func series(_ series: RecurringTask, status: HTTPResponse.Status = .ok) -> Answer {
        var json = JSONWriter(capacity: 1024)
        series.write(to: &json)
        return Answer(
            status: status, body: json.bytes,
            location: status == .created ? "/api/recurring-tasks/\(series.id)" : nil, etag: "\"\(series.version)\"")
    }

    /// - Parameter isReplay: whether it is an old answer, given again.
    func response(isReplay: Bool = false) -> Response {
        var headers = HTTPFields()
        if !body.isEmpty { headers[.contentType] = "application/json" }
        if let location { headers[.location] = location }
        if let etag { headers[.eTag] = etag }
        if isReplay { headers[.idempotencyReplayed] = "true" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension HTTPField.Name {
    static let idempotencyReplayed = Self("Idempotency-Replayed") ?? .cacheControl
    static let idempotencyKey = Self("Idempotency-Key") ?? .cacheControl
}
