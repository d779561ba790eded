public import JSON

/// A member of an object that may be left out or null.
public enum Field<Value> {
    case absent
    case null
    case value(Value)

    /// The value, or nil for the other two.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }
}

/// Reads the members of a JSON object and collects everything that is wrong with them.
public struct ObjectReader {
    public private(set) var errors: [FieldError] = []
    private var members: [JSONMember]

    /// - Parameter readOnly: members that are accepted and ignored, so that an object that was read can be sent back.
    /// - Throws: 422 when the value is not an object.
    public init(_ value: JSONValue, readOnly: Set<String> = []) throws(Problem) {
        guard case .object(let members) = value else {
            throw .invalid([FieldError("", "must be a JSON object")])
        }
        self.members = members.filter { !readOnly.contains($0.name) }
    }

    /// Notes that a value is not acceptable.
    public mutating func refuse(_ field: String, _ message: String) {
        errors.append(FieldError(field, message))
    }

    /// Takes a member out, whatever its type.
    public mutating func take(_ name: String) -> Field<JSONValue> {
        guard let index = members.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return .absent }
        let value = members.remove(at: index).value
        return value.isNull ? .null : .value(value)
    }

    /// Takes a member that must be text that obeys `rule`.
    public mutating func text(_ name: String, _ rule: TextRule) -> Field<String> {
        take(name, as: "text") { $0.string }.refined { text in
            do throws(TextRule.Violation) {
                return try rule.apply(text)
            } catch {
                refuse(name, error.message)
                return nil
            }
        }
    }

    public mutating func boolean(_ name: String) -> Field<Bool> {
        take(name, as: "true or false") { $0.bool }
    }

    /// Takes a member that must be one of the raw values of an enumeration.
    public mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, of: Choice.Type
    ) -> Field<Choice> where Choice.RawValue == String {
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return take(name, as: "one of \(names)") { $0.string.flatMap(Choice.init(rawValue:)) }
    }

    /// Takes a member that `convert` understands; otherwise notes that it must be `description`.
    public mutating func take<Value>(
        _ name: String, as description: String, _ convert: (JSONValue) -> Value?
    ) -> Field<Value> {
        take(name).refined { value in
            guard let converted = convert(value) else {
                refuse(name, "must be \(description)")
                return nil
            }
            return converted
        }
    }

    /// The member's value; notes an error when it is absent or null.
    public mutating func required<Value>(_ name: String, _ field: Field<Value>) -> Value? {
        switch field {
        case .value(let value): return value
        case .null: refuse(name, "must not be null")
        case .absent:
            // A member that was there but refused is absent by now; it has its message already.
            if !errors.contains(where: { $0.field == name }) { refuse(name, "is required") }
        }
        return nil
    }

    /// The member's value or nil; notes an error when it is null.
    public mutating func notNull<Value>(_ name: String, _ field: Field<Value>) -> Value? {
        if case .null = field { refuse(name, "must not be null") }
        return field.value
    }

    /// Names what nobody took: a typo must not be lost in silence. Call it last.
    public mutating func finish() {
        // Enough to see the mistake; a body may hold thousands.
        for member in members.prefix(20) { refuse(String(member.name.prefix(100)), "is not a member of this object") }
        members = []
    }
}

extension Field {
    fileprivate func refined<Other>(_ convert: (Value) -> Other?) -> Field<Other> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .value(let value): convert(value).map { .value($0) } ?? .absent
        }
    }
}
