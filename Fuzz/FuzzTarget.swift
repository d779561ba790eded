/// What libFuzzer calls with each input. A trap is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Stops with the promise that was broken; a failed precondition would say nothing in an optimized build.
func expect(_ holds: Bool, _ promise: StaticString) {
    if !holds { fatalError("broken: \(promise)") }
}
