import API
import Crypto
import Foundation
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
            "Stop these mails?",
            """
            <p>No reminders and no digests will come by mail any more. The application itself still tells of them.</p>
            <form method="post"><button type="submit">Stop them</button></form>
            """)
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

    private static let style = """
        body { margin: 0; padding: 24px 16px; background: #f4f4f2; color: #1d1d1b; font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 536px; margin: 0 auto; padding: 24px; background: #ffffff; border-radius: 8px; }
        h1 { margin: 0 0 16px; font-size: 22px; line-height: 1.3; }
        p { margin: 0 0 16px; }
        button { padding: 10px 20px; border: 0; border-radius: 6px; background: #1a56a8; color: #ffffff;
          font: inherit; font-weight: 600; cursor: pointer; }
        @media (prefers-color-scheme: dark) {
          body { background: #161616; color: #ececea; }
          main { background: #232323; }
          button { background: #8ab8f5; color: #10243d; }
        }
        """
    /// Takes this style and no other, by its hash (Content Security Policy Level 3, section 2.3.1).
    private static let policy = """
        default-src 'none'; style-src 'sha256-\(Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString())'; \
        form-action 'self'; frame-ancestors 'none'
        """

    private static func html(_ title: String, _ content: String) -> Response {
        let page = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
            <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex"><style>\(style)</style></head>
            <body><main><h1>\(title)</h1>\(content)</main></body></html>
            """
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: policy,
            ], body: .init(byteBuffer: ByteBuffer(string: page)))
    }
}
