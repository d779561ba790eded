import Foundation
import Synchronization

/// The memory of password hashes: mapped in large pages, handed on from one hash to the next while they follow each
/// other, and given back when none is under way.
///
/// malloc would keep such blocks for every thread that ever hashed; mapped afresh for each hash, their page faults
/// cost a sixth of it.
final class HashMemory: Sendable {
    /// `@unchecked Sendable`: the memory belongs to whoever holds the block, and that is either the list of spare ones,
    /// under its lock, or the one hash that took it out.
    private struct Block: @unchecked Sendable {
        let start: UnsafeMutableRawPointer
        let count: Int
    }

    /// One for the process: libargon2's callbacks take no context.
    static let shared = HashMemory()

    private let spare = Mutex<[Block]>([])

    private init() {}

    /// A block of so many bytes; nil when there is no memory.
    func take(_ count: Int) -> UnsafeMutableRawPointer? {
        let block = spare.withLock { spare in
            spare.firstIndex { $0.count == count }.map { spare.remove(at: $0) }
        }
        return block?.start ?? map(count)
    }

    func give(back start: UnsafeMutableRawPointer, _ count: Int) {
        spare.withLock { $0.append(Block(start: start, count: count)) }
    }

    /// Gives the spare blocks back to the system.
    func release() {
        let blocks = spare.withLock { spare in
            defer { spare = [] }
            return spare
        }
        for block in blocks { munmap(block.start, block.count) }
    }

    private func map(_ count: Int) -> UnsafeMutableRawPointer? {
        let start = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else { return nil }
        #if os(Linux)
        madvise(start, count, MADV_HUGEPAGE)
        #endif
        return start
    }
}
