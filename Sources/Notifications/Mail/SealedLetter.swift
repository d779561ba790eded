import JSON
public import Storage
import Time

/// A mail whose link does what it says for whoever has it: the ledger keeps it sealed, and only until it is sent.
public struct SealedLetter: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case confirmation = "email-confirmation"
        case passwordReset = "password-reset"
    }

    let kind: Kind
    let address: String
    let link: String

    /// - Parameter address: where it goes, which may not be the person's address any more or yet.
    public init(_ kind: Kind, to address: String, link: String) {
        self.kind = kind
        self.address = address
        self.link = link
    }

    /// Writes it down to be sent at once.
    public func enqueue(
        for user: Identifier, in deliveries: Deliveries, box: SecretBox, _ connection: any Connection
    ) throws {
        let id = Identifier(at: deliveries.clock.now())
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.member("address", address)
            json.member("link", link)
        }
        try deliveries.enqueue(
            .email, of: user, kind: kind.rawValue, payload: box.seal(json.bytes, for: Self.place(id)), id: id,
            in: connection)
    }

    /// Nil when the delivery is none of these.
    init?(_ delivery: Delivery, box: SecretBox) throws {
        guard let kind = Kind(rawValue: delivery.kind) else { return nil }
        let json = try JSONValue(stored: box.open(delivery.payload, for: Self.place(delivery.id)))
        guard let address = json["address"]?.string, let link = json["link"]?.string else {
            throw StorageError.unreadable("a letter")
        }
        self.init(kind, to: address, link: link)
    }

    private static func place(_ id: Identifier) -> String { "deliveries/\(id)" }
}
