/// A growing run of bytes with one owner. An array would ask at each append whether somebody else holds it.
///
/// `@unchecked Sendable`: the pointer is reachable through this value alone, which cannot be copied.
struct ByteStore: ~Copyable, @unchecked Sendable {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        start = .allocate(capacity: self.capacity)
    }

    deinit {
        start.deallocate()
    }

    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

    var text: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Makes room for so many more bytes.
    mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(by: more) }
    }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        appendReserved(byte)
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count)
        appendReserved(bytes)
    }

    // MARK: After reserve(_:)

    mutating func appendReserved(_ byte: UInt8) {
        precondition(count < capacity)
        start[count] = byte
        count += 1
    }

    mutating func appendReserved(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count <= capacity - count)
        guard let source = bytes.baseAddress else { return }
        (start + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    /// - Parameter write: gets room for `limit` bytes and returns how many of them it wrote.
    mutating func appendReserved(_ limit: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        precondition(limit <= capacity - count)
        let written = write(UnsafeMutableBufferPointer(start: start + count, count: limit))
        precondition((0...limit).contains(written))
        count += written
    }

    private mutating func grow(by more: Int) {
        let larger = max(capacity * 2, count + more)
        let target = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        target.update(from: start, count: count)
        start.deallocate()
        (start, capacity) = (target, larger)
    }
}
