// with: Sources/Egress/EgressError.swift Sources/Egress/Addresses/*.swift Sources/Egress/HTTP/WebURL.swift
// with: Sources/Egress/Mail/SMTPCommand.swift Sources/Egress/Mail/SMTPRefusal.swift Sources/Egress/Mail/SMTPServer.swift
import Foundation

/// An address to send to that is accepted is written in one way, and no other program reads another host in it.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    checkServer(text)
    guard let url = try? WebURL(text) else { return }
    expect((try? WebURL(url.description)) == url, "what is written is read back")
    expect(url.description.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "a URL is visible ASCII")
    expect(!url.description.contains("@") || url.target.contains("@"), "there is no user name")
    guard let theirs = URLComponents(string: url.description) else { fatalError("broken: Foundation reads it too") }
    expect(theirs.port == Int(url.endpoint.port), "Foundation finds the same port")
    expect(theirs.encodedHost == url.endpoint.host.description, "Foundation finds the same host")
    if case .name(let name) = url.endpoint.host {
        var address = in_addr()
        expect(inet_aton(name, &address) == 0, "a name is not read as an address")
        expect(!name.hasSuffix(".") && name == name.lowercased(), "a name has one spelling")
    }
}

/// The mail server's address: what is accepted says where, and whether a password is safe on the way.
private func checkServer(_ text: String) {
    guard let server = try? SMTPServer(text) else { return }
    expect((try? Endpoint(server.endpoint.description)) == server.endpoint, "an endpoint is read back")
    guard let credentials = server.credentials else { return }
    expect(server.encryption != .none || server.endpoint.host.isLoopback, "no password leaves unencrypted")
    expect(
        (credentials.user + credentials.password).utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "no controls in them")
}
