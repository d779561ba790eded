import Dispatch
import Storage
import Synchronization

/// The one writer. Writes that wait together share a transaction and its fsync, each in a savepoint of its own;
/// nobody hears of success before the COMMIT has returned.
final class GroupCommit: Sendable {
    /// Writes in one transaction at most, so that no one waits for a crowd.
    static let largestGroup = 128
    /// Writes that may wait; one more is refused.
    static let longestQueue = 2048

    private struct State {
        var waiting: [any WriteJob] = []
        var isDraining = false
        /// Why writing has stopped for good; only opening the file again helps.
        var defunct: StorageError?
        /// The last failure of the storage itself, until a commit succeeds.
        var trouble: StorageError?
        var commits = 0
        var committedWrites = 0
    }

    private let connection: SQLiteConnection
    private let checkpoints: Checkpoints
    private let queue = DispatchQueue(label: "todo.sqlite.writer", qos: .userInitiated)
    private let state = Mutex(State())

    init(connection: SQLiteConnection, checkpoints: Checkpoints) {
        self.connection = connection
        self.checkpoints = checkpoints
        checkpoints.watch(connection)
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(PendingWrite(body: body, continuation: continuation))
        }
    }

    /// Waits for the writes that were taken, and closes the connections.
    func close() {
        queue.sync {
            while let group = nextGroup() { commit(group) }
            state.withLock { $0.defunct = $0.defunct ?? .failed("the database is closed") }
            checkpoints.close()
            connection.close()
        }
    }

    /// Runs `body` on the writing connection between two groups, outside of any transaction.
    func peek<Value: Sendable>(
        _ body: @escaping @Sendable (SQLiteConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [connection] in
                continuation.resume(with: Result { try connection.onQueue { try body(connection) } })
            }
        }
    }

    /// The failure that writing suffers from at the moment.
    var trouble: StorageError? {
        state.withLock { $0.defunct ?? $0.trouble }
    }

    /// Waiting writes, commits so far, and writes in them.
    var counts: (waiting: Int, commits: Int, writes: Int) {
        state.withLock { ($0.waiting.count, $0.commits, $0.committedWrites) }
    }

    private func enqueue(_ job: any WriteJob) {
        let (refusal, mustStart) = state.withLock { state -> (StorageError?, Bool) in
            if let defunct = state.defunct { return (defunct, false) }
            guard state.waiting.count < Self.longestQueue else { return (.busy, false) }
            state.waiting.append(job)
            defer { state.isDraining = true }
            return (nil, !state.isDraining)
        }
        if let refusal { job.fail(refusal) }
        if mustStart { queue.async { self.drain() } }
    }

    /// One group at a time, so that whoever else needs the connection gets it in between.
    private func drain() {
        guard let group = nextGroup() else { return }
        commit(group)
        queue.async { self.drain() }
    }

    private func nextGroup() -> [any WriteJob]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isDraining = false
                return nil
            }
            let group = Array(state.waiting.prefix(Self.largestGroup))
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    private func commit(_ group: [any WriteJob]) {
        do {
            let (succeeded, actions) = try connection.onQueue { try transact(group) }
            guard !succeeded.isEmpty else { return }
            state.withLock { state in
                state.trouble = nil
                state.commits += 1
                state.committedWrites += succeeded.count
            }
            for action in actions { action() }
            for job in succeeded { job.succeed() }
        } catch {
            let failure = error as? StorageError ?? .failed("\(error)")
            note(failure)
            for job in group { job.fail(failure) }
        }
    }

    /// Runs the group in one transaction. Throws when the transaction as a whole came to nothing.
    private func transact(_ group: [any WriteJob]) throws -> ([any WriteJob], [@Sendable () -> Void]) {
        if let defunct = state.withLock({ $0.defunct }) { throw defunct }
        do {
            try connection.begin()
            let succeeded = try group.filter { try run($0, isAlone: group.count == 1) }
            if succeeded.isEmpty {
                connection.rollback()
            } else {
                try connection.commit()
            }
            return (succeeded, connection.takeCommitActions())
        } catch {
            connection.dropCommitActions(from: 0)
            connection.rollback()
            throw error
        }
    }

    /// Runs one write. False when it alone failed; throws when it took the transaction with it.
    private func run(_ job: any WriteJob, isAlone: Bool) throws -> Bool {
        let actions = connection.commitActions.count
        if !isAlone { try connection.execute("SAVEPOINT write") }
        do {
            try job.run(connection)
        } catch {
            connection.dropCommitActions(from: actions)
            // A full disk or a failing one ends the transaction under us, with the writes of others in it.
            guard connection.isInTransaction else { throw error }
            if !isAlone {
                try connection.execute("ROLLBACK TO write")
                try connection.execute("RELEASE write")
            }
            if let failure = error as? StorageError { note(failure) }
            job.fail(error)
            return false
        }
        guard connection.isInTransaction else { throw StorageError.failed("the transaction ended under a write") }
        if !isAlone { try connection.execute("RELEASE write") }
        return true
    }

    private func note(_ failure: StorageError) {
        switch failure {
        case .constraint, .busy: return
        case .notDurable: state.withLock { $0.defunct = failure }
        default: state.withLock { $0.trouble = failure }
        }
    }
}
