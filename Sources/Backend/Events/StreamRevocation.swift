public import Events
import Logging
public import ServiceLifecycle
public import Storage

/// Ends the streams of sessions that have ended, by whichever process: it asks twice a second while there are streams.
public struct StreamRevocation: Service {
    private let streams: EventStreams
    private let database: any Database

    public init(streams: EventStreams, database: any Database) {
        self.streams = streams
        self.database = database
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            // The end of the wait is the stop, and no failure.
            while (try? await Task.sleep(for: .milliseconds(500))) != nil {
                await endRevoked()
            }
        }
    }

    /// Sessions asked for by one query.
    private static let batch = 500

    func endRevoked() async {
        var rest = Array(streams.sessions)
        while !rest.isEmpty {
            let asked = Array(rest.suffix(Self.batch))
            rest.removeLast(asked.count)
            // When the database does not answer, nobody knows; the tokens still expire.
            guard let live = try? await live(among: asked) else { continue }
            for session in asked where !live.contains(session) { streams.end(session: session) }
        }
    }

    private func live(among sessions: [Identifier]) async throws -> Set<Identifier> {
        // Always as many values, so that there is one statement to prepare.
        let padded = sessions + Array(repeating: sessions[0], count: Self.batch - sessions.count)
        return try await database.read(.lookup) { connection in
            Set(
                try connection.fetch("SELECT id FROM sessions WHERE id IN \(SQL.list(padded))") {
                    try $0.identifier(0)
                })
        }
    }
}
