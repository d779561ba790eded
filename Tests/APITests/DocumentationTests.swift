import API
import Testing

@Suite struct DocumentationTests {
    private static func text(_ resource: Documentation.Resource) -> String {
        String(decoding: resource.bytes, as: UTF8.self)
    }

    @Test func `The page obeys its own policy: nothing inline`() {
        let page = Self.text(Documentation.page)
        #expect(!page.contains("<style"))
        #expect(!page.contains("style="))
        #expect(!page.contains(/\son[a-z]+=/))
        #expect(page.matches(of: /<script[^>]*>/).allSatisfy { $0.output.contains("src=") })
        #expect(!Documentation.contentSecurityPolicy.contains("unsafe"))
    }

    @Test(arguments: ["page", "style", "script"]) func `Nothing comes from elsewhere`(name: String) {
        let resources = ["page": Documentation.page, "style": Documentation.style, "script": Documentation.script]
        let text = resources[name].map(Self.text) ?? ""
        #expect(text.utf8.count > 500)
        #expect(!text.contains("//cdn") && !text.contains("http:") && !text.contains("https:"))
    }

    @Test func `The page asks for the documented resources`() {
        let page = Self.text(Documentation.page)
        let paths = Set(Route.all.map(\.path))
        for path in ["docs/style.css", "docs/script.js", "openapi.json"] {
            #expect(page.contains("\"\(path)\""))
            #expect(paths.contains("/\(path)"))
        }
    }

    @Test func `The script never writes markup`() {
        let script = Self.text(Documentation.script)
        for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("] {
            #expect(!script.contains(sink))
        }
    }
}
