/// The position of a request in a distributed trace: W3C Trace Context, section 3.2.
public struct Trace: Sendable {
    private var given: String?
    private let serial: RequestSerial

    init(serial: RequestSerial) { self.serial = serial }

    /// Continues the trace of a valid `traceparent`; an invalid one is ignored (section 4.3).
    ///
    /// The identifier of the caller's span is kept: this server has no spans of its own to tell of.
    mutating func adopt(_ parent: String) {
        if Self.isValid(parent) { given = parent }
    }

    /// `00-trace-parent-flags`; made from the request's own number where the client sent none.
    public var parent: String {
        if let given { return given }
        return "00-\(Self.hexadecimal(serial.process))\(Self.hexadecimal(serial.number))"
            + "-\(Self.hexadecimal(serial.number | 1))-00"
    }

    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 55, bytes[2] == 0x2D, bytes[35] == 0x2D, bytes[52] == 0x2D else { return false }
        let version = bytes[0..<2]
        let trace = bytes[3..<35]
        let parent = bytes[36..<52]
        let flags = bytes[53..<55]
        guard [version, trace, parent, flags].allSatisfy({ $0.allSatisfy(isLowercaseHexadecimal) }) else {
            return false
        }
        guard trace.contains(where: { $0 != 0x30 }), parent.contains(where: { $0 != 0x30 }) else { return false }
        // Version 00 ends here; later ones may go on after a dash; ff is none.
        if version.elementsEqual("00".utf8) { return bytes.count == 55 }
        return !version.elementsEqual("ff".utf8) && bytes.count <= 512 && (bytes.count == 55 || bytes[55] == 0x2D)
    }

    private static func isLowercaseHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
