import API
import JSON
import Testing

@Suite struct OpenAPIDocumentTests {
    @Test func `Every route is in the document, and nothing else`() {
        #expect(OpenAPIDocument.differences(fromRouted: Route.all.map(\.signature)) == [])
    }

    @Test func `A missing and a superfluous route are both told`() {
        var routed = Route.all.map(\.signature)
        routed.removeFirst()
        routed.append("GET /elsewhere")
        #expect(
            OpenAPIDocument.differences(fromRouted: routed) == [
                "documented, not routed: POST /api/auth/register", "routed, not documented: GET /elsewhere",
            ])
    }

    @Test func `Operation ids are unique, and so are routes`() {
        #expect(Set(Route.all.map(\.operationID)).count == Route.all.count)
        #expect(Set(Route.all.map(\.signature)).count == Route.all.count)
    }

    @Test func `The bytes are the document`() throws {
        #expect(try JSONParser.parse(OpenAPIDocument.bytes) == OpenAPIDocument.value)
    }

    @Test func `Every reference leads somewhere`() {
        let references = Self.references(in: OpenAPIDocument.value)
        #expect(references.count > 40)
        for reference in references {
            var target: JSONValue? = OpenAPIDocument.value
            for name in reference.split(separator: "/").dropFirst() { target = target?[String(name)] }
            #expect(target != nil, "\(reference)")
        }
    }

    @Test func `Every component is used`() {
        let references = Self.references(in: OpenAPIDocument.value)
        for kind in ["parameters", "headers", "responses", "schemas"] {
            for component in OpenAPIDocument.value["components"]?[kind]?.members ?? [] {
                #expect(references.contains("#/components/\(kind)/\(component.name)"))
            }
        }
    }

    @Test(arguments: Route.all) func `An operation tells what its route demands`(route: Route) throws {
        let operation = try #require(OpenAPIDocument.operation(of: route))
        let statuses = Set((operation["responses"]?.members ?? []).map(\.name))
        let parameters = operation["parameters"]?.array ?? []

        #expect(operation["operationId"]?.string == route.operationID)
        #expect(operation["summary"]?.string?.isEmpty == false)
        #expect((operation["security"] == .array([])) == !route.needsToken)
        #expect(!route.needsToken || statuses.contains("401"))
        #expect(statuses.contains("404") == route.path.contains("{"))
        #expect(statuses.isSuperset(of: ["400", "413", "415", "422"]) == (operation["requestBody"] != nil))
        #expect(statuses.contains("412") == Self.has("IfMatch", in: parameters))
        #expect(route.takesIdempotencyKey == Self.has("IdempotencyKey", in: parameters))
        #expect(!route.path.hasPrefix("/api/") || statuses.isSuperset(of: ["429", "503"]))
    }

    @Test func `Examples of bodies name only members that their schemas have`() throws {
        for route in Route.all {
            let operation = OpenAPIDocument.operation(of: route)
            guard let content = operation?["requestBody"]?["content"]?["application/json"] else { continue }
            let name = try #require(content["schema"]?["$ref"]?.string?.split(separator: "/").last)
            let properties = try #require(OpenAPIDocument.value["components"]?["schemas"]?[String(name)]?["properties"])
            var examples = (content["examples"]?.members ?? []).compactMap { $0.value["value"] }
            if let example = content["example"] { examples.append(example) }
            #expect(!examples.isEmpty, "\(route.operationID)")
            for member in examples.flatMap({ $0.members ?? [] }) {
                #expect(properties[member.name] != nil, "\(route.operationID): \(member.name)")
            }
        }
    }

    private static func has(_ name: String, in parameters: [JSONValue]) -> Bool {
        parameters.contains { $0["$ref"]?.string == "#/components/parameters/\(name)" }
    }

    private static func references(in value: JSONValue) -> Set<String> {
        var found: Set<String> = []
        for member in value.members ?? [] {
            if member.name == "$ref", let reference = member.value.string { found.insert(reference) }
            found.formUnion(references(in: member.value))
        }
        for element in value.array ?? [] { found.formUnion(references(in: element)) }
        return found
    }
}
