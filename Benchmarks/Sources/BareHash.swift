import ArgumentParser
import CArgon2
import Foundation
import Synchronization

/// The ceiling of signing in: the same hash on two threads, and nothing around it.
struct BareHash: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Hash passwords; print how many a second.")

    @Option var seconds: Double

    func run() throws {
        let count = Atomic(0)
        let clock = ContinuousClock()
        let start = clock.now
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            let password = Array("correct horse battery staple".utf8)
            let salt = Array(repeating: UInt8(7), count: 16)
            var hash = Array(repeating: UInt8(0), count: 32)
            while clock.now - start < .seconds(seconds) {
                argon2id_hash_raw(2, 19 * 1024, 1, password, password.count, salt, salt.count, &hash, hash.count)
                count.add(1, ordering: .relaxed)
            }
        }
        print(Double(count.load(ordering: .relaxed)) / ((clock.now - start) / .seconds(1)))
    }
}
