import Recurrence

/// Random numbers that are the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &self) == 0 }

    mutating func numbers(_ range: ClosedRange<Int>, signed: Bool = false) -> String {
        let count = [1, 1, 2, 3, 6].randomElement(using: &self) ?? 1
        return (0..<count).map { _ in
            let number = Int.random(in: range, using: &self)
            return "\(signed && chance(3) ? -number : number)"
        }.joined(separator: ",")
    }

    /// The text of a rule that strict reading may still refuse.
    mutating func rule() -> String {
        let names = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
        let frequency = names.randomElement(using: &self) ?? "DAILY"
        var parts = ["FREQ=" + frequency]
        if chance(2) { parts.append("INTERVAL=\(Int.random(in: 1...(chance(4) ? 3000 : 12), using: &self))") }
        if chance(4) { parts.append("COUNT=\(Int.random(in: 1...40, using: &self))") }
        if chance(4) { parts.append("WKST=" + (["SU", "WE", "FR"].randomElement(using: &self) ?? "SU")) }
        if chance(4) { parts.append("BYMONTH=" + numbers(1...12)) }
        if chance(9) { parts.append("BYWEEKNO=" + numbers(1...53, signed: true)) }
        if chance(9) { parts.append("BYYEARDAY=" + numbers(1...366, signed: true)) }
        if chance(4) { parts.append("BYMONTHDAY=" + numbers(1...31, signed: true)) }
        if chance(3) {
            let isNumbered = frequency.hasSuffix("LY") && ["YEARLY", "MONTHLY"].contains(frequency) && chance(2)
            let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].shuffled(using: &self).prefix(chance(2) ? 1 : 4)
            parts.append(
                "BYDAY="
                    + days.map { (isNumbered ? numbers(1...5, signed: true).prefix { $0 != "," } : "") + $0 }
                    .joined(separator: ","))
        }
        if chance(4) { parts.append("BYHOUR=" + numbers(0...23)) }
        if chance(4) { parts.append("BYMINUTE=" + numbers(0...59)) }
        if chance(5) { parts.append("BYSECOND=" + numbers(0...59)) }
        if chance(6) { parts.append("BYSETPOS=" + numbers(1...4, signed: true)) }
        if chance(4) { parts.append("RSCALE=GREGORIAN;SKIP=" + (chance(2) ? "BACKWARD" : "FORWARD")) }
        return parts.joined(separator: ";")
    }
}
