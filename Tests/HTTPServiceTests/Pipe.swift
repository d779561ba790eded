import Dispatch

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A pipe of the operating system, to see what is written to a descriptor.
final class Pipe: Sendable {
    let reading: Int32
    let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "There is no pipe to be had.")
        reading = ends[0]
        writing = ends[1]
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// What is there now.
    func readAll() -> String {
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        var text = ""
        while let more = readSome() { text += more }
        return text
    }

    /// Waits for the end of a line.
    func readLine() -> String {
        var text = ""
        while !text.hasSuffix("\n"), let more = readSome() { text += more }
        return text
    }

    /// Reads on a thread of its own until `mark` has come; the result waits for it.
    func readInBackground(until mark: String) -> () -> String {
        let done = DispatchSemaphore(value: 0)
        let result = Calls()
        DispatchQueue(label: "pipe").async {
            var seen = ""
            while !seen.contains(mark), let more = self.readSome() { seen += more }
            result.add(seen)
            done.signal()
        }
        return {
            done.wait()
            return result.all.joined()
        }
    }

    /// Waits for one byte.
    func readByte() -> String? { readSome(1) }

    private func readSome(_ size: Int = 65536) -> String? {
        var bytes = [UInt8](repeating: 0, count: size)
        let count = read(reading, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
    }
}
