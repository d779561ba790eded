@testable import HTTPService
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import Testing

/// Throws damaged requests, in pieces, at the parser and the handler behind it.
@Suite struct RandomRequestTests {
    /// SplitMix64: the same sequence for the same seed.
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    private static let seeds = HostileRequest.all.map { Array($0.bytes.utf8.prefix(400)) }

    private static func damaged(_ random: inout Random) -> [UInt8] {
        var bytes = seeds.randomElement(using: &random) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            case 2: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 3: bytes.insert(contentsOf: bytes[index...].prefix(40), at: index)
            default: bytes += seeds.randomElement(using: &random) ?? []
            }
        }
        return bytes
    }

    @Test(arguments: 0..<8)
    func `Whatever comes, only well-formed requests pass, and others are refused once`(_ seed: Int) throws {
        var random = Random(state: UInt64(seed))
        var passed = 0
        var refused = 0
        for _ in 0..<500 {
            let bytes = Self.damaged(&random)
            let channel = EmbeddedChannel()
            let decoder = LimitedDecoder(limits: ConnectionLimits())
            try channel.pipeline.syncOperations.addHandlers([
                ByteToMessageHandler(decoder),
                ConnectionHandler(limits: ConnectionLimits(), decoder: decoder, dates: HTTPDate()),
            ])
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            var rest = bytes[...]
            while !rest.isEmpty, channel.isActive {
                let piece = rest.prefix(Int.random(in: 1...200, using: &random))
                rest = rest.dropFirst(piece.count)
                // The error is what a reader of a body is told.
                _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
                let seen = try check(channel)
                passed += seen.passed
                refused += seen.refused
            }
            _ = try? channel.finish(acceptAlreadyClosed: true)
        }
        #expect(passed > 20 && refused > 100)
    }

    private func check(_ channel: EmbeddedChannel) throws -> (passed: Int, refused: Int) {
        var passed = 0
        while let part = try channel.readInbound(as: HTTPRequestPart.self) {
            guard case .head(let head) = part else { continue }
            passed += 1
            let path = try #require(head.path)
            #expect(path == "*" || path.hasPrefix("/"))
            #expect(path.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            if let host = head.authority { #expect(RequestRules.isAuthority(host)) }
        }
        var refused = 0
        while let answer = try channel.readOutbound(as: ByteBuffer.self) {
            let text = String(buffer: answer)
            if text.hasPrefix("HTTP/1.1 100") { continue }
            guard !text.isEmpty else { continue }
            refused += 1
            #expect(text.hasPrefix("HTTP/1.1 4") || text.hasPrefix("HTTP/1.1 501"))
        }
        #expect(refused <= 1)
        return (passed, refused)
    }
}
