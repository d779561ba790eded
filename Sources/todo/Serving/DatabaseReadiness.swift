import HTTPService
import Logging
import Storage
import Synchronization

/// Whether the database can do its work. The reason for an operator goes to the log once; strangers hear less.
final class DatabaseReadiness: Sendable {
    private let database: any Database
    private let logger: Logger
    private let trouble = Mutex<String?>(nil)

    init(database: any Database, logger: Logger) {
        self.database = database
        self.logger = logger
    }

    func reason() async -> String? {
        let found: String? =
            switch await database.health() {
            case .ready: nil
            case .failing(let reason): reason
            }
        let hasChanged = trouble.withLock { trouble in
            defer { trouble = found }
            return (trouble == nil) != (found == nil)
        }
        switch (found, hasChanged) {
        case (let reason?, true): logger.error("The database is in trouble", metadata: ["reason": "\(reason)"])
        case (nil, true): logger.notice("The database is well again")
        case (_, false): break
        }
        return found == nil ? nil : "in trouble"
    }
}
