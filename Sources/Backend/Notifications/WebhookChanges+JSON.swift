import API
import JSON
import Notifications

extension WebhookChanges {
    /// Members of a webhook that a client may send back but not change.
    private static let readOnly: Set<String> = [
        "id", "disabled_reason", "failing_since", "previous_secret_until", "version", "created_at", "updated_at",
    ]
    private static let urlRule = TextRule(length: 1...longestURL, trims: true)
    private static let descriptionRule = TextRule(length: 0...500, trims: false)

    /// Reads the body of a creation or an edit. What is wrong with its values waits in `errors`.
    init(_ json: JSONValue, isNew: Bool) {
        self.init()
        do throws(Problem) {
            var reader = try ObjectReader(json, readOnly: Self.readOnly)
            let url = reader.text("url", Self.urlRule)
            self.url = isNew ? reader.required("url", url) : reader.notNull("url", url)
            description =
                switch reader.text("description", Self.descriptionRule) {
                case .absent: nil
                case .null: ""
                case .value(let text): text
                }
            let topics = Self.topics(&reader)
            self.topics = isNew ? reader.required("events", topics) : reader.notNull("events", topics)
            isEnabled = reader.notNull("enabled", reader.boolean("enabled"))
            reader.finish()
            errors = reader.errors.map { ($0.field, $0.message) }
        } catch {
            errors = error.errors.map { ($0.field, $0.message) }
        }
    }

    private static func topics(_ reader: inout ObjectReader) -> Field<[WebhookTopic]> {
        let field = reader.take("events", as: "a list of 1 to 100 topics") { value in
            value.array.flatMap { (1...100).contains($0.count) ? $0 : nil }
        }
        guard case .value(let elements) = field else { return field.isNull ? .null : .absent }
        var topics: [WebhookTopic] = []
        for (index, element) in elements.enumerated() {
            if let topic = element.string.flatMap(WebhookTopic.init(rawValue:)) {
                topics.append(topic)
            } else {
                let names = WebhookTopic.allCases.map(\.rawValue).joined(separator: ", ")
                reader.refuse("events[\(index)]", "must be one of \(names)")
            }
        }
        return .value(topics)
    }
}

extension Field {
    fileprivate var isNull: Bool { if case .null = self { true } else { false } }
}
