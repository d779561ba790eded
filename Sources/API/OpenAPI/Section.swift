import JSON

/// A group of operations that the documentation shows together.
struct Section {
    let tag: String
    let description: String
    let routes: [Route]
    /// Each operation's own part, by operation id.
    let operations: JSONValue
    /// The schemas that belong to it, by name.
    let schemas: JSONValue

    static let all: [Section] = [
        accounts, tasks, recurringTasks, reminders, notifications, events, webhooks, pushSubscriptions, service,
    ]

    var tagObject: JSONValue {
        .object([
            JSONMember(name: "name", value: .string(tag)),
            JSONMember(name: "description", value: .string(description)),
        ])
    }

    /// Reads JSON that is part of this program, so that a mistake in it is one of ours: every test of the
    /// document would stop here.
    static func parse(_ json: String) -> JSONValue {
        do {
            return try JSONParser.parse(json.utf8)
        } catch {
            preconditionFailure("the OpenAPI document is not JSON: \(error) in \(json.prefix(200))")
        }
    }
}

extension JSONValue {
    /// This object with a member set; a new member comes last.
    func with(_ name: String, _ value: JSONValue) -> JSONValue {
        var members = members ?? []
        let member = JSONMember(name: name, value: value)
        if let index = members.firstIndex(where: { $0.name == name }) {
            members[index] = member
        } else {
            members.append(member)
        }
        return .object(members)
    }

    static func reference(_ path: String) -> JSONValue {
        .object([JSONMember(name: "$ref", value: .string("#/components/\(path)"))])
    }
}
