import Crypto
import Testing

@testable import Notifications

@Suite struct PushEncryptionTests {
    /// RFC 8291, appendix A.
    private enum Appendix {
        static let message = "When I grow up, I want to be a watermelon"
        static let senderKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
        static let browserKey =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        static let browserPrivateKey = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
        static let salt = "DGv6ra1nlYgDCS1FRnbzlw"
        static let authentication = "BTBZMqHH6r4Tts7J_aSIgg"
        static let body =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
            + "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    }

    private func decode(_ text: String) throws -> [UInt8] { try #require(Base64URL.decode(text)) }

    private func encryption() throws -> PushEncryption {
        try #require(
            PushEncryption(
                browserKey: try decode(Appendix.browserKey), authentication: try decode(Appendix.authentication)))
    }

    /// What a browser does with a body: RFC 8291, section 3.4, and RFC 8188, section 2.
    private func open(_ body: [UInt8]) throws -> [UInt8] {
        let browser = try P256.KeyAgreement.PrivateKey(rawRepresentation: try decode(Appendix.browserPrivateKey))
        let salt = Array(body.prefix(16))
        let sender = Array(body.dropFirst(21).prefix(65))
        let info = Array("WebPush: info\0".utf8) + Array(browser.publicKey.x963Representation) + sender
        let material = try browser.sharedSecretFromKeyAgreement(with: .init(x963Representation: sender))
            .hkdfDerivedSymmetricKey(
                using: SHA256.self, salt: try decode(Appendix.authentication), sharedInfo: info, outputByteCount: 32)
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material, salt: salt, info: Array("Content-Encoding: aes128gcm\0".utf8),
            outputByteCount: 16)
        let nonce = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material, salt: salt, info: Array("Content-Encoding: nonce\0".utf8), outputByteCount: 12)
        let record = try AES.GCM.open(
            .init(combined: nonce.withUnsafeBytes { Array($0) } + body.dropFirst(86)), using: key)
        let message = record.reversed().drop { $0 == 0 }
        #expect(message.first == 2)
        return message.dropFirst().reversed()
    }

    @Test func `The example of RFC 8291 comes out byte by byte`() throws {
        let sender = try P256.KeyAgreement.PrivateKey(rawRepresentation: try decode(Appendix.senderKey))
        let body = try encryption().seal(
            Array(Appendix.message.utf8), salt: try decode(Appendix.salt), sender: sender, padding: 0)
        #expect(Base64URL.encode(body) == Appendix.body)
        #expect(try open(body) == Array(Appendix.message.utf8))
    }

    @Test(arguments: [0, 1, 41, 255, 256, 257, 3840, 3841, 3992, 3993])
    func `A browser reads what was sealed, and its length tells little`(length: Int) throws {
        let message = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        let body = try encryption().seal(message)
        #expect(try open(body) == message)
        #expect(body.count <= PushEncryption.recordSize)
        #expect((body.count - 86 - 17) % 256 == 0 || body.count == PushEncryption.recordSize)
        #expect(Array(body[16..<21]) == [0, 0, 16, 0, 65])
        #expect(try encryption().seal(message).prefix(86) != body.prefix(86))
    }

    @Test func `What does not fit into one record is refused`() throws {
        let encryption = try encryption()
        let long = Array(repeating: UInt8(ascii: "a"), count: PushEncryption.longestMessage + 1)
        #expect(throws: PushEncryptionError.tooLong) { try encryption.seal(long) }
    }

    @Test func `Keys that are no point of the curve, or too short, are refused`() throws {
        let key = try decode(Appendix.browserKey)
        let authentication = try decode(Appendix.authentication)
        var off = key
        off[64] ^= 1
        let zeros = [4] + Array(repeating: UInt8(0), count: 64)
        let compressed = [2] + Array(key[1..<33])
        for wrong in [off, zeros, compressed, Array(key.dropLast()), key + [0], []] {
            #expect(PushEncryption(browserKey: wrong, authentication: authentication) == nil)
        }
        for wrong in [Array(authentication.dropLast()), authentication + [0], []] {
            #expect(PushEncryption(browserKey: key, authentication: wrong) == nil)
        }
    }
}
