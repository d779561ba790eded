import Foundation

/// A password hash with all that is needed to verify it, in the PHC string format:
/// `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, the last two in base64 without padding.
struct PHCString: Sendable {
    let parameters: Argon2id
    let salt: [UInt8]
    let hash: [UInt8]

    init(parameters: Argon2id, salt: [UInt8], hash: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.hash = hash
    }

    /// Nil unless the text is a hash of Argon2id, version 1.3.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "", parts[1] == "argon2id", parts[2] == "v=19",
            let parameters = Self.parameters(parts[3]), let salt = Self.decode(parts[4]),
            let hash = Self.decode(parts[5])
        else { return nil }
        self.init(parameters: parameters, salt: salt, hash: hash)
    }

    var text: String {
        "$argon2id$v=19$m=\(parameters.kibibytes),t=\(parameters.passes),p=\(parameters.lanes)"
            + "$\(Self.encode(salt))$\(Self.encode(hash))"
    }

    private static func parameters(_ text: String) -> Argon2id? {
        let values = zip(["m=", "t=", "p="], text.split(separator: ",", omittingEmptySubsequences: false))
            .compactMap { name, part in part.hasPrefix(name) ? UInt32(part.dropFirst(2)) : nil }
        guard values.count == 3 else { return nil }
        return Argon2id(kibibytes: values[0], passes: values[1], lanes: values[2])
    }

    private static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("=", with: "")
    }

    private static func decode(_ text: String) -> [UInt8]? {
        Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)).map(Array.init)
    }
}
