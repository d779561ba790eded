import API
import HTTPService
import HTTPTypes
import Hummingbird
import NIOCore

/// `/openapi.json` and `/docs`: the contract, for programs and for people.
struct DocumentationEndpoints: Sendable {
    func add(to router: Router<ServiceContext>) {
        router.get("/openapi.json") { _, _ in Response.json(OpenAPIDocument.bytes) }
        add(Documentation.page, at: "/docs", to: router)
        add(Documentation.style, at: "/docs/style.css", to: router)
        add(Documentation.script, at: "/docs/script.js", to: router)
    }

    private func add(_ resource: Documentation.Resource, at path: RouterPath, to router: Router<ServiceContext>) {
        let headers: HTTPFields = [
            .contentType: resource.mediaType, .contentSecurityPolicy: Documentation.contentSecurityPolicy,
        ]
        router.get(path) { _, _ in
            Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: resource.bytes)))
        }
    }
}
