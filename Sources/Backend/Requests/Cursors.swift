import Crypto
import Foundation
import Notifications
import Storage
import Tasks

/// Positions in a list as clients carry them: signed, and bound to the person, the filter and the order they
/// were made for.
struct Cursors: Sendable {
    private let key: SymmetricKey

    /// - Parameter secret: `JWT_SECRET`; the key that signs cursors is derived from it.
    init(secret: [UInt8]) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret), info: Data("todo.cursor".utf8), outputByteCount: 32)
    }

    func text(_ position: TodoPosition, of user: Identifier, filter: TodoFilter, sort: TodoSort) -> String {
        text(position, in: Self.list(of: user, filter, sort))
    }

    /// - Parameter list: names the list, its owner, filter and order.
    func text(_ position: TodoPosition, in list: String) -> String {
        var payload = Data(position.id.bytes)
        switch position.key {
        case .integer(let number): payload.append(contentsOf: [1] + withUnsafeBytes(of: number.bigEndian, Array.init))
        case .text(let text): payload.append(contentsOf: [2] + Array(text.utf8))
        case .null, .bytes, .identifier: payload.append(0)
        }
        return sealed(payload, for: list)
    }

    /// Nil for a cursor that is forged, or made for another list.
    func position(_ text: String, of user: Identifier, filter: TodoFilter, sort: TodoSort) -> TodoPosition? {
        sortPosition(text, in: Self.list(of: user, filter, sort))
    }

    /// Nil for a cursor that is forged, or made for another list.
    func sortPosition(_ text: String, in list: String) -> TodoPosition? {
        guard let payload = opened(text, for: list), let id = Identifier(bytes: payload.prefix(16)),
            let kind = payload.dropFirst(16).first
        else { return nil }
        let rest = payload.dropFirst(17)
        switch kind {
        case 0 where rest.isEmpty: return TodoPosition(key: .null, id: id)
        case 1 where rest.count == 8: return TodoPosition(key: .integer(Self.integer(rest)), id: id)
        case 2: return String(validating: rest, as: UTF8.self).map { TodoPosition(key: .text($0), id: id) }
        default: return nil
        }
    }

    private static func list(of user: Identifier, _ filter: TodoFilter, _ sort: TodoSort) -> String {
        "\(user)\n\(filter)\n\(sort)"
    }

    func text(sequence: Int64, task: Identifier) -> String {
        sealed(Data(withUnsafeBytes(of: sequence.bigEndian, Array.init)), for: "history \(task)")
    }

    func sequence(_ text: String, task: Identifier) -> Int64? {
        guard let payload = opened(text, for: "history \(task)"), payload.count == 8 else { return nil }
        return Self.integer(payload)
    }

    func text(_ id: Identifier, in list: String) -> String { sealed(Data(id.bytes), for: list) }

    /// Nil for a cursor that is forged, or made for another list.
    func identifier(_ text: String, in list: String) -> Identifier? {
        opened(text, for: list).flatMap { Identifier(bytes: $0) }
    }

    func text(_ position: Notices.Position, in list: String) -> String {
        sealed(Data([position.isRead ? 1 : 0] + position.id.bytes), for: list)
    }

    /// Nil for a cursor that is forged, or made for another list.
    func position(_ text: String, in list: String) -> Notices.Position? {
        guard let payload = opened(text, for: list), let id = Identifier(bytes: payload.dropFirst()) else { return nil }
        return Notices.Position(isRead: payload.first == 1, id: id)
    }

    /// - Parameter list: what the cursor is for; it is signed with the payload.
    private func sealed(_ payload: Data, for list: String) -> String {
        let signature = HMAC<SHA256>.authenticationCode(for: Self.signed(payload, list), using: key)
        return (Data(signature) + payload).base64URL
    }

    private func opened(_ text: String, for list: String) -> Data? {
        guard text.utf8.count <= 8192, let bytes = Data(base64URL: text), bytes.count > 32 else { return nil }
        let payload = Data(bytes.dropFirst(32))
        let isGenuine = HMAC<SHA256>.isValidAuthenticationCode(
            Data(bytes.prefix(32)), authenticating: Self.signed(payload, list), using: key)
        return isGenuine ? payload : nil
    }

    private static func signed(_ payload: Data, _ list: String) -> Data {
        Data(SHA256.hash(data: Data(list.utf8))) + payload
    }

    private static func integer(_ bytes: Data) -> Int64 {
        Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}

extension Data {
    /// RFC 4648, section 5, without padding.
    var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    init?(base64URL text: String) {
        // The other alphabet (section 4) would give one cursor several spellings.
        guard !text.utf8.contains(where: { "+/=".utf8.contains($0) }) else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        self.init(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding)
    }
}
