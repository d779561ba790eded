import NIOCore

/// What one connection is doing, and what follows from what happens on it. No I/O and no clock of its own.
///
/// Requests may be pipelined: those passed on are answered one after the other, and a refusal waits for its turn.
struct ConnectionState {
    enum Reading: Equatable {
        /// Between two requests.
        case idle
        /// A head has begun and is not complete.
        case head
        /// The body of the request that was passed on last.
        case body
        /// What comes is thrown away, at most so many bytes.
        case discarding(Int)
    }

    /// How an answer must be framed.
    struct Framing: Equatable {
        var isHead: Bool
        var isOld: Bool
    }

    enum Timeout: Equatable {
        case refuse(Refusal)
        /// Somebody reads the body and must learn that it took too long.
        case tell(Refusal)
        case close
    }

    let limits: ConnectionLimits
    private(set) var reading = Reading.idle
    /// The requests passed on that are not completely answered, the oldest first.
    private(set) var unanswered = CircularBuffer<Framing>(initialCapacity: 2)
    /// The head of the oldest one's answer was written.
    private(set) var hasAnswerBegun = false
    /// The connection closes when everything passed on is answered.
    private(set) var isClosing = false
    /// The body that is being read is worth keeping the connection for.
    private var isBodyShort = false
    /// What is answered after everything passed on.
    private var refusal: Refusal?
    /// When patience ends; nil while the server is at work.
    private(set) var deadline: NIODeadline?

    init(limits: ConnectionLimits, at now: NIODeadline) {
        self.limits = limits
        deadline = now + limits.head
    }

    // MARK: Reading

    enum HeadAction: Equatable {
        case pass
        case ignore
        case refuse(Refusal)
    }

    /// A complete head came; `refusal` is what the rules say of it.
    ///
    /// - Parameters:
    ///   - closes: the client asked for, or its version means, one request only.
    ///   - length: of the body, where it is told.
    mutating func receivedHead(
        _ framing: Framing, closes: Bool, length: Int? = nil, refusal: Refusal?
    ) -> HeadAction {
        if case .discarding = reading { return .ignore }
        // A connection that is closing answers what it took, and takes no more.
        if isClosing || unanswered.count >= limits.pipelined {
            isClosing = true
            discard()
            return .ignore
        }
        if let refusal { return refuse(refusal) }
        unanswered.append(framing)
        reading = .body
        isClosing = closes
        isBodyShort = length.map { $0 <= limits.short } ?? false
        deadline = nil
        return .pass
    }

    /// Whether the bytes of a body are for somebody; nil when it is time to cut the connection.
    mutating func receivedBody(_ count: Int) -> Bool? {
        guard case .discarding(let left) = reading else { return true }
        guard count <= left else { return nil }
        reading = .discarding(left - count)
        return false
    }

    /// Whether the end of the request is for somebody.
    mutating func receivedEnd(at now: NIODeadline) -> Bool {
        guard reading == .body else { return false }
        reading = .idle
        deadline = unanswered.isEmpty ? now + limits.idle : nil
        return true
    }

    /// Everything that had arrived was looked at.
    ///
    /// - Parameter hasBegun: some of it belongs to a head that is not complete.
    mutating func readCompleted(hasBegun: Bool, at now: NIODeadline) {
        switch reading {
        case .idle where hasBegun && unanswered.isEmpty:
            reading = .head
            deadline = now + limits.head
        case .body where deadline == nil && unanswered.count == 1 && !hasAnswerBegun:
            deadline = now + limits.body
        default: break
        }
    }

    enum FailureAction: Equatable {
        case ignore
        /// Somebody reads the body and must learn that there is no more of it.
        case tell
        case refuse(Refusal)
        case close
    }

    /// The parser gave up; nothing after it can be read.
    mutating func failed(_ refusal: Refusal) -> FailureAction {
        switch reading {
        case .discarding: return .ignore
        case .body where unanswered.isEmpty: return .close
        case .body:
            isClosing = true
            discard()
            return .tell
        case .idle, .head:
            switch refuse(refusal) {
            case .refuse(let refusal): return .refuse(refusal)
            case .pass, .ignore: return .ignore
            }
        }
    }

    private mutating func refuse(_ refusal: Refusal) -> HeadAction {
        isClosing = true
        discard()
        guard unanswered.isEmpty else {
            self.refusal = refusal
            return .ignore
        }
        return .refuse(refusal)
    }

    private mutating func discard() { reading = .discarding(limits.drain) }

    // MARK: Answering

    /// An answer's head is about to be written: whether it must say that the connection closes after it.
    mutating func answerBegins() -> Bool {
        hasAnswerBegun = true
        if reading == .body, unanswered.count == 1, !isBodyShort { isClosing = true }
        return isClosing && unanswered.count == 1 && refusal == nil
    }

    enum EndAction: Equatable {
        case keep
        case refuse(Refusal)
        /// Close when the answer is out.
        case close
        /// Close the side of the answers when this one is out, and all when the client is done or patience ends.
        case linger
    }

    /// An answer is complete.
    mutating func answerEnded(at now: NIODeadline) -> EndAction {
        hasAnswerBegun = false
        if !unanswered.isEmpty { unanswered.removeFirst() }
        guard unanswered.isEmpty else { return .keep }
        if let refusal {
            self.refusal = nil
            return .refuse(refusal)
        }
        if isClosing {
            guard reading != .idle else { return .close }
            lingers(at: now)
            return .linger
        }
        deadline = now + (reading == .body ? limits.body : limits.idle)
        return .keep
    }

    /// The last answer is out and the client may still be sending.
    mutating func lingers(at now: NIODeadline) {
        isClosing = true
        if case .discarding = reading {} else { discard() }
        deadline = now + limits.linger
    }

    /// The client reads its answer, or it does not.
    mutating func writabilityChanged(_ isWritable: Bool, at now: NIODeadline) {
        guard !unanswered.isEmpty else { return }
        deadline = isWritable ? nil : now + limits.unread
    }

    // MARK: Ending

    /// Whether to close at once; otherwise after what was taken is answered.
    mutating func quiesces() -> Bool {
        isClosing = true
        return unanswered.isEmpty && refusal == nil
    }

    /// The deadline passed.
    mutating func timedOut() -> Timeout {
        deadline = nil
        switch reading {
        case .head:
            isClosing = true
            discard()
            return .refuse(.slow)
        case .body where !hasAnswerBegun && unanswered.count == 1:
            isClosing = true
            discard()
            return .tell(.slow)
        case .idle, .body, .discarding: return .close
        }
    }
}
