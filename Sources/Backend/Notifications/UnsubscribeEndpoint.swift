import API
import HTTPService
import HTTPTypes
import Hummingbird
import JSON
import Notifications
import Storage
import Time

/// `/api/unsubscribe/{token}`: ends the mails of whoever has the link, without a password (RFC 8058).
///
/// Mail programs send the POST by themselves; a person who follows the link gets a page with a button for it, because
/// programs that look at links must end nothing.
struct UnsubscribeEndpoint: Sendable {
    let unsubscribing: Unsubscribing
    let database: any Database
    let clock: WallClock

    func add(to router: Router<ServiceContext>) {
        router.get("/api/unsubscribe/{token}", use: page)
        router.post("/api/unsubscribe/{token}", use: unsubscribe)
    }

    @Sendable private func page(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try user(context)
        return Self.html(
            "Stop these mails?", #"<form method="post"><button type="submit">Stop them</button></form>"#)
    }

    @Sendable private func unsubscribe(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let user = try user(context)
        let now = clock.now()
        try await database.write { connection in
            guard let recipient = try Recipient(user, in: connection) else { throw Problem.notFound }
            var preferences = try NotificationPreferences.find(of: user, in: connection)
            preferences.channels.removeAll { $0 == .email }
            preferences.digestTime = nil
            try preferences.store(for: user, in: recipient.zone, at: now, in: connection)
        }
        return Self.html("No more mails will come.", "<p>They can be turned on again in the reminder settings.</p>")
    }

    private func user(_ context: ServiceContext) throws(Problem) -> Identifier {
        guard let user = context.parameters.get("token").flatMap(unsubscribing.user(of:)) else { throw .notFound }
        return user
    }

    private static func html(_ title: String, _ content: String) -> Response {
        let page = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
            <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex"></head><body><main><h1>\(title)</h1>\(content)</main></body></html>
            """
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
            ], body: .init(byteBuffer: ByteBuffer(string: page)))
    }
}
