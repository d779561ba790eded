import API
import JSON
import Tasks

/// The members that requests about tasks and series have in common.
extension ObjectReader {
    static let titleRule = TextRule(length: 1...500, trims: true)
    static let descriptionRule = TextRule(length: 0...5000, trims: false)
    static let tagRule = TextRule(length: 1...50, trims: true)

    /// Null is the same as empty.
    mutating func description() -> String? {
        switch text("description", Self.descriptionRule) {
        case .absent: nil
        case .null: ""
        case .value(let text): text
        }
    }

    mutating func date(_ name: String) -> Field<DueDate> {
        take(name, as: "a date-time with offset or a plain date, in the years 1970 to 9999") {
            $0.string.flatMap(DueDate.init)
        }
    }

    /// Null is the same as none.
    mutating func tags() -> [String]? {
        switch take("tags", as: "a list of texts", { $0.array }) {
        case .absent: return nil
        case .null: return []
        case .value(let elements):
            var tags: [String] = []
            for (index, element) in elements.prefix(1000).enumerated() {
                guard let text = element.string else {
                    refuse("tags[\(index)]", "must be text")
                    continue
                }
                do throws(TextRule.Violation) {
                    tags.append(try Self.tagRule.apply(text))
                } catch {
                    refuse("tags[\(index)]", error.message)
                }
            }
            // Counted without duplicates: they collapse into one.
            if elements.count > 1000 || Tags.normalized(tags).count > Tags.limit {
                refuse("tags", "must have at most \(Tags.limit) elements")
            }
            return tags
        }
    }
}
