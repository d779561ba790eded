import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Egress

/// Somebody to send to: listens on a loopback address and answers each connection by a script, on a thread of its own.
final class LocalReceiver: Sendable {
    let address: String
    let port: UInt16
    private let listener: Int32
    private let log = Log()

    /// - Parameters:
    ///   - address: any of 127.0.0.0/8.
    ///   - port: 0 takes any that is free.
    ///   - script: what happens on one connection.
    init(_ address: String = "127.0.0.1", port: UInt16 = 0, script: @escaping @Sendable (Peer) -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &name.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let result = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                bind(listener, name, length) + listen(listener, 64) + getsockname(listener, name, &length)
            }
        }
        try #require(result == 0, "\(String(cString: strerror(errno)))")
        self.address = address
        self.port = UInt16(bigEndian: name.sin_port)
        Thread.detachNewThread { [log] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Not earlier, or another listener would get the number while it is still accepted from here.
                    close(listener)
                    return
                }
                Thread.detachNewThread {
                    let peer = Peer(connection)
                    script(peer)
                    log.entries.withLock { $0.append(peer.heard) }
                    close(connection)
                }
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// What each connection that is over has sent.
    var heard: [String] { log.entries.withLock { $0 } }

    private final class Log: Sendable {
        let entries = Mutex<[String]>([])
    }

    /// Answers every request with these bytes, and closes.
    static func answering(
        _ text: String, on address: String = "127.0.0.1", port: UInt16 = 0
    ) throws -> LocalReceiver {
        try LocalReceiver(address, port: port) { peer in
            peer.readRequest()
            peer.write(text)
        }
    }

    /// One connection, used by one thread.
    final class Peer {
        private let descriptor: Int32
        private(set) var heard = ""

        fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

        /// Sends; false once nobody listens.
        @discardableResult func write(_ text: String) -> Bool {
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let sent = rest.withUnsafeBytes {
                    send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard sent > 0 else { return false }
                rest = rest.dropFirst(sent)
            }
            return true
        }

        /// Reads a request to the end of its content.
        func readRequest() {
            read { text in
                guard let head = text.firstRange(of: "\r\n\r\n") else { return false }
                let length = text.firstMatch(of: /(?i)content-length: ([0-9]+)/).flatMap { Int($0.1) } ?? 0
                return text[head.upperBound...].utf8.count >= length
            }
        }

        /// Reads a line; nil at the end.
        func readLine() -> String? {
            let start = heard.endIndex
            guard read(byByte: true, until: { $0[start...].hasSuffix("\r\n") }) else { return nil }
            return String(heard[start...].dropLast(1))
        }

        /// Reads until the other side closes.
        func readToEnd() { read { _ in false } }

        @discardableResult private func read(byByte: Bool = false, until isEnough: (String) -> Bool) -> Bool {
            var buffer = [UInt8](repeating: 0, count: byByte ? 1 : 4096)
            while !isEnough(heard) {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return false }
                heard += String(decoding: buffer.prefix(count), as: UTF8.self)
            }
            return true
        }
    }
}
