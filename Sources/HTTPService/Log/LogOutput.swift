import Dispatch
import Logging
import Synchronization
import Time

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where lines go: gathered, and written by one thread of its own, so that a slow terminal or a stuck pipe holds up
/// nobody. What does not fit is counted and told of.
public final class LogOutput: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var dropped = 0
        var isScheduled = false
    }

    private let descriptor: Int32
    let format: LogFormat
    private let capacity: Int
    private let delay: DispatchTimeInterval
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "log")

    /// - Parameters:
    ///   - descriptor: of an open file; it stays open. 2 is the standard error.
    ///   - capacity: bytes that wait at most.
    ///   - milliseconds: how long a line may wait for others.
    public init(
        _ format: LogFormat, descriptor: Int32 = 2, capacity: Int = 1024 * 1024, milliseconds: Int = 100
    ) {
        self.format = format
        self.descriptor = descriptor
        self.capacity = capacity
        delay = .milliseconds(milliseconds)
    }

    /// Takes a whole line; a warning, or worse, is written as soon as possible.
    func write(_ line: LogLine) {
        let isUrgent = line.level >= .warning
        let line = line.render(format, at: WallClock.system.now())
        let mustSchedule = state.withLock { state in
            guard state.bytes.count + line.count <= capacity else {
                state.dropped += 1
                return false
            }
            state.bytes.append(contentsOf: line)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if isUrgent {
            queue.async { self.drain() }
        } else if mustSchedule {
            queue.asyncAfter(deadline: .now() + delay) { self.drain() }
        }
    }

    /// Writes what waits, before the process ends; gives up when nobody reads it.
    ///
    /// - Parameter milliseconds: how long to wait for the reader.
    public func flush(milliseconds: Int = 1000) {
        let done = DispatchSemaphore(value: 0)
        queue.async {
            self.drain()
            done.signal()
        }
        _ = done.wait(timeout: .now() + .milliseconds(milliseconds))
    }

    private func drain() {
        var (bytes, dropped) = state.withLock { state in
            defer { state = State() }
            return (state.bytes, state.dropped)
        }
        if dropped > 0 {
            let notice = LogLine(
                level: .warning, message: "\(dropped) lines were dropped: nobody read the log in time.")
            bytes += notice.render(format, at: WallClock.system.now())
        }
        var position = 0
        while position < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Self.write(descriptor, UnsafeRawBufferPointer(rebasing: buffer[position...]))
            }
            if written > 0 {
                position += written
            } else if errno == EAGAIN {
                var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = Self.wait(&poll)
            } else if errno != EINTR {
                return
            }
        }
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    private static func wait(_ descriptor: inout pollfd) -> Int32 {
        #if canImport(Glibc)
        Glibc.poll(&descriptor, 1, 1000)
        #else
        Darwin.poll(&descriptor, 1, 1000)
        #endif
    }
}
