import Events
import JSON
import Storage

/// What a change made of an account.
public struct UserChange: Sendable {
    public let before: User
    public let after: User

    /// Whether anything is different. A change that changes nothing has no event and no new version.
    public var isEmpty: Bool { fields.isEmpty }

    /// Whether the days of the person's all-day tasks now end at other instants.
    public var movesDays: Bool { before.timezone != after.timezone }

    /// The changed members, as they stand on the wire.
    private var fields: [(name: StaticString, before: JSONValue, after: JSONValue)] {
        let all: [(name: StaticString, before: JSONValue, after: JSONValue)] = [
            ("email", .string(before.email), .string(after.email)),
            ("email_confirmed", .bool(before.isEmailConfirmed), .bool(after.isEmailConfirmed)),
            ("name", .string(before.name), .string(after.name)),
            ("timezone", .string(before.timezone), .string(after.timezone)),
            ("locale", .string(before.locale), .string(after.locale)),
        ]
        return all.filter { $0.before != $0.after }
    }

    /// The event's data: `{user, changes: {field: {before, after}}}`.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("user") { after.write(to: &$0) }
            json.member("changes") { json in
                json.object { json in
                    for field in fields {
                        json.member(field.name) { json in
                            json.object { json in
                                json.member("before") { $0.value(field.before) }
                                json.member("after") { $0.value(field.after) }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension AccountService {
    /// Stores what changed, with its event and the next version.
    func store(_ change: UserChange, by author: Author, in connection: any Connection) throws -> UserChange {
        guard !change.isEmpty else { return change }
        var after = change.after
        after.version += 1
        try connection.execute(
            """
            UPDATE users SET email = \(after.email), email_key = \(after.email.caseFolded),
                email_confirmed = \(after.isEmailConfirmed), name = \(after.name), timezone = \(after.timezone),
                locale = \(after.locale), version = \(after.version)
            WHERE id = \(after.id)
            """)
        let stored = UserChange(before: change.before, after: after)
        try append(.userUpdated, stored, by: author, in: connection)
        return stored
    }

    func append(
        _ kind: EventKind, _ change: UserChange, by author: Author, in connection: any Connection
    ) throws {
        var data = JSONWriter()
        change.write(to: &data)
        try log.append(
            kind, subject: change.after.id, version: change.after.version, data: data, by: author, in: connection)
    }
}
