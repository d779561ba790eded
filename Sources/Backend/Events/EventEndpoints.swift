import API
import Accounts
import Events
import HTTPService
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// `/api/events/stream`: what happens to a person's tasks, as server-sent events
/// (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).
struct EventEndpoints: Sendable {
    let streams: EventStreams
    let sessions: SessionCheck

    func add(to router: Router<ServiceContext>) {
        router.get("/api/events/stream", use: stream)
    }

    @Sendable private func stream(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let session = try await sessions.check(request)
        let start = try StreamStart(request)
        let stream: EventStream
        do {
            stream = try await streams.open(
                user: session.user, session: session.session, until: session.expiresAt, after: start)
        } catch EventStreamError.tooManyStreams {
            throw Problem.tooManyRequests(
                "You have \(EventStreams.mostPerPerson) streams open already.", retryAfter: 15)
        } catch EventStreamError.stopping {
            throw Problem.unavailable("The server is stopping.", retryAfter: 1)
        }
        // A client that goes away frees its place at once, not when something is next written to it.
        context.channel.closeFuture.whenComplete { [weak stream] _ in stream?.close() }
        let body = ResponseBody { writer in
            defer { stream.close() }
            try await writer.write(EventFrames.opening)
            while let frames = EventFrames.text(of: try await stream.next(within: .seconds(15))) {
                // Waits for a client that reads slowly; one that does not read at all is cut off by its connection.
                try await writer.write(frames)
            }
            try await writer.finish(nil)
        }
        // Proxies must not hold the events back.
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .accelBuffering: "no",
        ]
        return Response(status: .ok, headers: headers, body: body)
    }
}

extension StreamStart {
    /// The header wins: a browser sets it when it resumes by itself.
    fileprivate init(_ request: Request) throws(Problem) {
        var items = QueryItems(request.uri.query)
        let parameter = items.text("last_event_id")
        guard items.errors.isEmpty else { throw .invalid(items.errors) }
        guard let text = request.headers[.lastEventID] ?? parameter, !text.isEmpty else {
            self = .now
            return
        }
        self = Identifier(text).map { .after($0) } ?? .unknown
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = Self("Last-Event-ID") ?? .cacheControl
    fileprivate static let accelBuffering = Self("X-Accel-Buffering") ?? .cacheControl
}
