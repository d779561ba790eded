import Storage
import Testing
import Time

struct IdentifierTests {
    private let now = Instant(milliseconds: 1_800_000_000_007)

    @Test func `Rising identifiers rise, and are of their time, version and variant`() {
        for _ in 0..<100 {
            let identifiers = Identifier.rising(100, at: now)
            #expect(identifiers == identifiers.sorted() && Set(identifiers).count == 100)
            #expect(identifiers.allSatisfy { $0.time == now && Array($0.description)[14] == "7" })
            #expect(identifiers.allSatisfy { "89ab".contains(Array($0.description)[19]) })
        }
        #expect(Identifier.rising(0, at: now).isEmpty)
        #expect(Identifier.rising(1, at: now) != Identifier.rising(1, at: now))
    }

    @Test func `The earliest identifier of a moment parts what was made before from what comes then`() {
        let earliest = Identifier.earliest(at: now)
        #expect(earliest < Identifier(at: now))
        #expect(earliest > Identifier(at: now.adding(milliseconds: -1)))
    }
}
