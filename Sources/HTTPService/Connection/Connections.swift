import HTTPTypes
import NIOCore
import Synchronization

/// The open connections of a server, so that those left at the end of a graceful stop can be cut.
final class Connections: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let metrics: ConnectionMetrics?

    init(metrics: ConnectionMetrics?) { self.metrics = metrics }

    func add(_ channel: any Channel) {
        let key = ObjectIdentifier(channel)
        channels.withLock { $0[key] = channel }
        metrics?.open.add(1.0)
        channel.closeFuture.whenComplete { _ in
            self.metrics?.open.add(-1.0)
            self.channels.withLock { _ = $0.removeValue(forKey: key) }
        }
    }

    func refused(_ refusal: Refusal) { metrics?.refused(refusal.status.code) }

    func closeAll() {
        let open = channels.withLock { Array($0.values) }
        for channel in open { channel.close(promise: nil) }
    }
}
