// with: Sources/JSON/*.swift
import Foundation

/// Our reader and Foundation's must agree on what is JSON, and on what it says.
func check(_ bytes: [UInt8]) {
    let ours = Result { () throws(JSONError) in try JSONParser.parse(bytes) }
    switch ours {
    case .success(let value):
        checkWriting(value)
        // Foundation has no numbers beyond Double's range.
        guard !hasHugeNumber(value) else { return }
        guard let theirs = foundation(bytes) else { fatalError("broken: what is accepted here is JSON to Foundation") }
        expect(isSame(value, theirs), "Foundation reads the same")
    case .failure(.unexpected):
        expect(isLenient(bytes) || foundation(bytes) == nil, "what is refused here is no JSON to Foundation")
    case .failure(.invalidUTF8):
        expect(String(validating: bytes, as: UTF8.self) == nil, "only broken UTF-8 is called so")
    case .failure(.duplicateName), .failure(.tooDeep):
        break
    }
}

private func checkWriting(_ value: JSONValue) {
    var json = JSONWriter(capacity: 0)
    json.value(value)
    guard let again = try? JSONParser.parse(json.bytes) else { fatalError("broken: what is written is JSON") }
    var twice = JSONWriter(capacity: 0)
    twice.value(again)
    expect(twice.bytes == json.bytes, "what is written is read back")
}

private func foundation(_ bytes: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
}

/// Foundation also guesses at UTF-16, UTF-32 and a byte order mark, all of which show by bytes that no JSON begins
/// with, and takes a comma behind the last member.
private func isLenient(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(4).contains { $0 == 0 || $0 >= 0x80 }
        || String(decoding: bytes, as: UTF8.self).firstMatch(of: /,[ \t\r\n]*[}\]]/) != nil
}

private func hasHugeNumber(_ value: JSONValue) -> Bool {
    switch value {
    case .number(let text): Double(text).map { $0.isInfinite || $0 == 0 || text.utf8.count > 30 } ?? true
    case .array(let elements): elements.contains(where: hasHugeNumber)
    case .object(let members): members.contains { hasHugeNumber($0.value) }
    case .null, .bool, .string: false
    }
}

private func isSame(_ ours: JSONValue, _ theirs: Any) -> Bool {
    switch ours {
    case .null: theirs is NSNull
    case .bool(let flag): (theirs as? Bool) == flag
    case .number(let text): isClose((theirs as? NSNumber)?.doubleValue, Double(text))
    case .string(let text): (theirs as? String).map { $0.utf8.elementsEqual(text.utf8) } ?? false
    case .array(let elements):
        (theirs as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy(isSame) } ?? false
    case .object(let members):
        // Foundation's names are equal when they are canonically equivalent; then it has fewer members.
        (theirs as? [String: Any]).map { object in
            object.count < members.count
                || members.allSatisfy { member in object[member.name].map { isSame(member.value, $0) } ?? false }
        } ?? false
    }
}

/// Foundation reads some numbers by way of decimal ones and rounds the last digit differently.
private func isClose(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return false }
    return abs(left - right) <= abs(right) * 1e-12
}
