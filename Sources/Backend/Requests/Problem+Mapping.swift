import API
import Accounts
import HTTPTypes
import Notifications
import Storage
import Tasks

extension Problem {
    /// What a failure of the features means to a client; nil for what nobody foresaw.
    init?(mapping error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as TodoError: self.init(error)
        case let error as AccountError: self.init(error)
        case let error as ChannelError: self.init(error)
        case let error as DeliveryError: self.init(error)
        case let error as SecretBoxError: self.init(error)
        case let error as PreconditionError: self.init(error)
        case let error as StorageError: self.init(error)
        default: return nil
        }
    }

    init(_ error: TodoError) {
        switch error {
        case .notFound: self = .notFound
        case .invalid(let errors): self = .invalid(errors.map { FieldError($0.field, $0.message) })
        case .cannotUndo(let refusal): self.init(.conflict, refusal.explanation)
        }
    }

    init(_ error: ChannelError) {
        switch error {
        case .notFound: self = .notFound
        case .invalid(let errors): self = .invalid(errors.map { FieldError($0.field, $0.message) })
        case .tooMany(let limit): self.init(.conflict, "There are \(limit) already, and no more are kept.")
        case .disabled: self.init(.conflict, "It is disabled; enable it first.")
        }
    }

    init(_ error: DeliveryError) {
        switch error {
        case .notFound: self = .notFound
        case .notRetryable(let state):
            self.init(.conflict, "It is \(state.rawValue); only what failed or was given up can be tried again.")
        }
    }

    /// A secret in the database cannot be opened: `JWT_SECRET` is not the one that sealed it.
    init(_ error: SecretBoxError) {
        switch error {
        case .unknownKey, .damaged:
            self = .unavailable("The server cannot read a secret that it kept.", retryAfter: 60)
        }
    }

    init(_ error: PreconditionError) {
        switch error {
        case .versionMismatch(let current):
            self.init(
                .preconditionFailed, "It was changed in the meantime and is at version \(current).",
                headers: [.eTag: "\"\(current)\""])
        case .malformed:
            self = .invalid([FieldError("If-Match", "must be * or a list of entity tags such as \"3\"")])
        }
    }

    /// The storage is in trouble, not the request: it may be repeated.
    init(_ error: StorageError) {
        switch error {
        case .busy: self = .unavailable("Too much is being written at the moment.", retryAfter: 1)
        case .locked: self = .unavailable("The database is locked by another process.", retryAfter: 2)
        case .full, .readOnly, .notDurable, .corrupt, .unreadable, .constraint, .schema, .failed:
            self = .unavailable("The storage cannot take this change at the moment.", retryAfter: 10)
        }
    }
}

extension UndoRefusal {
    fileprivate var explanation: String {
        switch self {
        case .undoneAlready: "This event has been undone already."
        case .notAChange: "This event tells of the clock, not of a change; there is nothing to undo."
        case .changedSince(let fields): "Changed since: \(fields.joined(separator: ", "))."
        case .deletedSince: "It has been deleted since."
        case .existsAgain: "It exists again."
        }
    }
}
