import API
import HTTPTypes
import JSON
import Testing

/// Promise 7: nobody reads or changes what is not theirs, with any credential.
@Suite struct CredentialTests {
    private static let routes = Route.all.filter(\.needsToken)

    @Test func `Every route that needs a token has a request here`() {
        #expect(Set(OwnRequest.all.keys) == Set(Self.routes.map(\.operationID)))
    }

    @Test(arguments: routes.filter { $0.operationID != "streamEvents" })
    func `The request of the table succeeds with its owner's token`(route: Route) async throws {
        try await TestServer.run { server in
            let owner = try await Owner(on: server)
            let request = try #require(OwnRequest.all[route.operationID])
            let path = owner.path(route)
            #expect(!path.contains("{"))
            #expect(try await owner.guest.send(route.method, path, request.body).status == request.success)
        }
    }

    @Test func `A token that was taken apart and signed again is the same token`() async throws {
        try await TestServer.run { server in
            let guest = try await server.register()
            let token = try SignedToken(guest.access).signed(TestServer.secret)
            #expect(token == guest.access)
        }
    }

    @Test func `No route takes a bad credential of any kind, and none changes anything`() async throws {
        try await TestServer.run { server in
            let owner = try await Owner(on: server)
            let credentials = try await BadCredential.all(of: owner, on: server)
            let contents = try await server.contents()
            for route in Self.routes {
                let request = try #require(OwnRequest.all[route.operationID])
                for credential in credentials {
                    var fields = credential.fields
                    fields[.ifMatch] = "*"
                    if request.body != nil { fields[.contentType] = "application/json" }
                    let reply = try await server.send(
                        route.method, owner.path(route) + credential.query, request.body, fields: fields)
                    let comment = Comment("\(route.signature): \(credential.name)")
                    #expect(reply.status == .unauthorized, comment)
                    #expect(reply.fields[.wwwAuthenticate] == "Bearer", comment)
                    #expect(reply.fields[.contentType] == Problem.mediaType, comment)
                    #expect(reply.json["status"]?.integer == 401, comment)
                }
                #expect(try await server.contents() == contents, "\(route.signature)")
            }
            #expect(try await owner.guest.send(.get, "/api/users/me").status == .ok)
        }
    }
}
