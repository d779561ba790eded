import Storage

/// A write that waits for its turn, and its caller.
protocol WriteJob: AnyObject, Sendable {
    func run(_ connection: any Connection) throws
    func succeed()
    func fail(_ error: any Error)
}

/// `@unchecked Sendable`: enqueued once, then touched only by the writer's serial queue; a refused one never
/// gets there, and its only toucher is who made it.
final class PendingWrite<Value: Sendable>: WriteJob, @unchecked Sendable {
    private let body: @Sendable (any Connection) throws -> Value
    private var continuation: CheckedContinuation<Value, any Error>?
    private var value: Value?

    init(
        body: @escaping @Sendable (any Connection) throws -> Value,
        continuation: CheckedContinuation<Value, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(_ connection: any Connection) throws {
        value = try body(connection)
    }

    func succeed() {
        guard let value else { return fail(StorageError.failed("the write has no result")) }
        continuation?.resume(returning: value)
        continuation = nil
    }

    /// Only the first call counts: a job that failed alone hears nothing of its group.
    func fail(_ error: any Error) {
        continuation?.resume(throwing: error)
        continuation = nil
    }
}
