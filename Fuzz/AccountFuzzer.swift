// module Storage: Sources/Storage/CaseFolding.swift
// with: Sources/Accounts/People/EmailAddress.swift Sources/Accounts/People/LanguageTag.swift
import Foundation

/// What people register with: an address that is accepted must be one in its other spellings too.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let tag = LanguageTag(text) {
        expect(tag.text.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) != nil, "a tag has the shape of one")
    }
    guard let address = EmailAddress(text) else { return }
    expect(address.text.utf8.filter { $0 == UInt8(ascii: "@") }.count == 1, "an address has one @")
    expect(
        !address.text.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 },
        "an address has no white space")
    if let upper = EmailAddress(text.uppercased()), text.utf8.allSatisfy({ $0 < 0x80 }) {
        expect(upper.key == address.key, "upper and lower case are the same")
    }
}
