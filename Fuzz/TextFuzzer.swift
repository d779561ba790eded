// with: Sources/API/TextRule.swift Sources/Storage/CaseFolding.swift

/// Text that a rule lets through must obey it, and stay the same when it is sent again.
func check(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for rule in [TextRule(length: 1...50, trims: true), TextRule(length: 0...20, trims: false)] {
        guard let kept = try? rule.apply(text) else { continue }
        expect(rule.length.contains(kept.unicodeScalars.count), "what is kept has the length")
        expect(
            !kept.unicodeScalars.contains { $0.value == 0 || $0.value == 0x7F },
            "what is kept has no control characters")
        expect((try? rule.apply(kept)).map { $0.utf8.elementsEqual(kept.utf8) } == true, "what is kept stays the same")
    }
    let folded = text.caseFolded
    expect(folded.caseFolded.utf8.elementsEqual(folded.utf8), "what is folded stays the same")
}
