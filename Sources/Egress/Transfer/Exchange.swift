import CCurl

/// What libcurl asks and tells during one transfer. Used by the transfer's thread only.
final class Exchange {
    /// The addresses that were checked: no other may be connected to.
    private let checked: Set<IPAddress>
    private let cancellation: Cancellation
    private let deadline: ContinuousClock.Instant
    private var outgoing: ArraySlice<UInt8>
    private var lineBytes = 0

    /// Whether libcurl wanted to connect to an address that was not checked.
    private(set) var wasLedAstray = false
    private(set) var lines: [String] = []
    /// Whether the lines were more than anybody sends.
    private(set) var hasTooManyLines = false
    private(set) var body: [UInt8] = []
    private(set) var isCut = false
    /// The last command that a mail server was sent, other than the goodbye.
    private(set) var command = SMTPCommand.connecting
    private var saysGoodbye = false

    static let maximumLineBytes = 64 * 1024

    init(
        checked: Set<IPAddress>, outgoing: [UInt8] = [], deadline: ContinuousClock.Instant, cancellation: Cancellation
    ) {
        self.checked = checked
        self.outgoing = outgoing[...]
        self.deadline = deadline
        self.cancellation = cancellation
    }

    var isCancelled: Bool { cancellation.isCancelled }
    var shallStop: Bool { isCancelled || isLate }
    var isLate: Bool { ContinuousClock.now >= deadline }

    func mayConnect(to address: IPAddress?) -> Bool {
        guard let address, checked.contains(address) else {
            wasLedAstray = true
            return false
        }
        return true
    }

    /// Takes a header line, or a line of a mail server's reply; false to stop.
    func take(line bytes: UnsafeRawBufferPointer) -> Bool {
        guard !saysGoodbye else { return true }
        lineBytes += bytes.count
        guard lineBytes <= Self.maximumLineBytes else {
            hasTooManyLines = true
            return false
        }
        let line = String(decoding: bytes, as: UTF8.self)
        // An interim answer (100 to 199) had its own lines.
        if line.hasPrefix("HTTP/") { lines.removeAll() } else { lines.append(line) }
        return true
    }

    /// Takes content; false once there is enough.
    func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        let room = OutboundAnswer.maximumBody - body.count
        body.append(contentsOf: bytes.prefix(room))
        isCut = bytes.count > room
        return !isCut
    }

    /// Fills the buffer with what is to be sent next, and returns how many bytes that were.
    func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = outgoing.prefix(buffer.count)
        buffer.copyBytes(from: part)
        outgoing = outgoing.dropFirst(part.count)
        return part.count
    }

    /// Notes a command that was sent to a mail server: what is received next is its reply.
    func note(sent bytes: UnsafeRawBufferPointer) {
        switch SMTPCommand(line: bytes) {
        case nil: break
        case .quit: saysGoodbye = true
        case let command?:
            self.command = command
            lines.removeAll()
        }
    }
}
