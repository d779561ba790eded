import HTTPTypes
public import JSON

/// The OpenAPI 3.1 description of every route, <https://spec.openapis.org/oas/v3.1.1>: the truth that the
/// server is tested against.
///
/// Each resource writes down what is its own as JSON; ``Operation`` adds what the contract's
/// rules for every route say, so that no operation can forget them.
public enum OpenAPIDocument {
    /// The document, rendered once: the body of `GET /openapi.json`.
    public static let bytes: [UInt8] = {
        var json = JSONWriter(capacity: 128 * 1024)
        json.value(value)
        return json.bytes
    }()

    /// The document as a value.
    public static let value: JSONValue = {
        let sections = Section.all
        return Section.parse(Overview.json)
            .with("tags", .array(sections.map(\.tagObject)))
            .with("paths", paths(of: sections))
            .with("components", components(of: sections))
    }()

    /// What the document says of a route.
    public static func operation(of route: Route) -> JSONValue? {
        value["paths"]?[route.path]?[route.method.rawValue.lowercased()]
    }

    /// The operations that the document describes, as ``Route/signature``s, sorted.
    public static var signatures: [String] {
        let paths = value["paths"]?.members ?? []
        return paths.flatMap { path in
            (path.value.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
        }.sorted()
    }

    /// Where what is documented and what is routed differ, one line each; empty when they are the same.
    ///
    /// - Parameter routed: the ``Route/signature`` of every route that the server answers.
    public static func differences(fromRouted routed: [String]) -> [String] {
        let documented = Set(signatures)
        let served = Set(routed)
        return documented.subtracting(served).sorted().map { "documented, not routed: \($0)" }
            + served.subtracting(documented).sorted().map { "routed, not documented: \($0)" }
    }

    private static func paths(of sections: [Section]) -> JSONValue {
        var paths = JSONValue.object([])
        for section in sections {
            for route in section.routes {
                guard let own = section.operations[route.operationID] else { continue }
                let operation = Operation(route: route, tag: section.tag, own: own).complete
                let item = paths[route.path] ?? .object([])
                paths = paths.with(route.path, item.with(route.method.rawValue.lowercased(), operation))
            }
        }
        return paths
    }

    private static func components(of sections: [Section]) -> JSONValue {
        var schemas = Section.parse(ProblemSchemas.json)
        for section in sections {
            for schema in section.schemas.members ?? [] { schemas = schemas.with(schema.name, schema.value) }
        }
        return Section.parse(Overview.components)
            .with("parameters", Section.parse(CommonParameters.json))
            .with("headers", Section.parse(CommonHeaders.json))
            .with("responses", Section.parse(ProblemResponses.json))
            .with("schemas", schemas)
    }
}
