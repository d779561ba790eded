/// The SQL that a database speaks. Differences are named fragments here, never spread over the features.
public enum Dialect: Sendable {
    case sqlite
    case postgres
}
