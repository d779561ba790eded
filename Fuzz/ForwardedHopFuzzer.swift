// with: Sources/HTTPService/Edge/IPAddress.swift

/// An element of `X-Forwarded-For` that is taken for an address must be written as one.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let address = IPAddress(hop: Substring(text)) else { return }
    expect(IPAddress(address.description) == address, "what is written is read back")
    expect(IPAddress(hop: Substring(address.description)) == address, "a bare address is a hop")
    expect(IPAddress(hop: "[\(address)]:443") == address, "brackets and port do not matter")
}
