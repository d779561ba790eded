/// Finds the text of settings. A flag wins over the environment; an empty variable counts as not set.
struct SettingsReader {
    private let environment: [String: String]
    private let flags: [SettingName: String]
    private let readFile: (String) throws -> String

    /// - Parameter readFile: the text of a file that holds a secret.
    init(
        environment: [String: String], flags: [SettingName: String],
        readFile: @escaping (String) throws -> String
    ) {
        self.environment = environment
        self.flags = flags
        self.readFile = readFile
    }

    /// A setting that `parse` understands, or nil when it is not set.
    ///
    /// - Parameters:
    ///   - expected: what a right value is, for the message: `"a port (0 to 65535)"`.
    ///   - mayHoldPassword: keeps a wrong value out of the message.
    func value<Value>(
        _ name: SettingName, expected: String, mayHoldPassword: Bool = false, _ parse: (String) -> Value?
    ) throws(SettingsError) -> Value? {
        guard let (source, text) = text(name) else { return nil }
        guard let value = parse(text) else {
            throw SettingsError(
                source, mayHoldPassword ? "must be \(expected)" : "is \"\(text)\", but must be \(expected)")
        }
        return value
    }

    /// A setting that has one of the words that `Value` lists, or nil when it is not set.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ name: SettingName, _ type: Value.Type
    ) throws(SettingsError) -> Value? where Value.RawValue == String {
        let words = type.allCases.map(\.rawValue).joined(separator: ", ")
        return try value(name, expected: "one of \(words)") { Value(rawValue: $0) }
    }

    /// A comma-separated list; empty when the setting is not set.
    func list<Value>(
        _ name: SettingName, expected: String, _ parse: (String) -> Value?
    ) throws(SettingsError) -> [Value] {
        guard let (source, text) = text(name) else { return [] }
        var values: [Value] = []
        for part in text.split(separator: ",") {
            let item = part.trimming(while: \.isWhitespace)
            guard let value = parse(item) else {
                throw SettingsError(source, "has \"\(item)\", but must list \(expected), separated by commas")
            }
            values.append(value)
        }
        return values
    }

    /// A secret's bytes, from its variable or from the file that `NAME_FILE` names; its value is in no message.
    func secret(_ name: SettingName, minimumBytes: Int) throws(SettingsError) -> [UInt8]? {
        let fileName = name.rawValue + "_FILE"
        let inline = environment[name.rawValue].flatMap { $0.isEmpty ? nil : $0 }
        let path = environment[fileName].flatMap { $0.isEmpty ? nil : $0 }
        let (source, secret): (String, String)
        switch (inline, path) {
        case (nil, nil): return nil
        case (.some, .some): throw SettingsError(name.rawValue, "and \(fileName) are both set; keep one of them")
        case (let inline?, nil): (source, secret) = (name.rawValue, inline)
        case (nil, let path?):
            guard let content = try? readFile(path) else {
                throw SettingsError(fileName, "names \"\(path)\", which cannot be read")
            }
            (source, secret) = (fileName, content.trimming(while: \.isNewline))
        }
        guard secret.utf8.count >= minimumBytes else {
            throw SettingsError(source, "has \(secret.utf8.count) bytes, but a secret needs at least \(minimumBytes)")
        }
        return Array(secret.utf8)
    }

    /// The text and where it comes from.
    private func text(_ name: SettingName) -> (source: String, text: String)? {
        if let text = flags[name] { return (name.flag, text) }
        guard let text = environment[name.rawValue], !text.isEmpty else { return nil }
        return (name.rawValue, text)
    }
}

extension StringProtocol {
    /// Without the characters at both ends that match.
    fileprivate func trimming(while matches: (Character) -> Bool) -> String {
        let start = drop(while: matches)
        guard let end = start.lastIndex(where: { !matches($0) }) else { return "" }
        return String(start[...end])
    }
}
