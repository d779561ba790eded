import Foundation
import Storage

/// The lock that SQLite's connections share while they have a file open, taken exclusively: proof that nobody else
/// has it open, without reading a file that may be corrupt.
final class SQLiteFileLock {
    private let descriptor: Int32

    /// Throws ``StorageError/locked`` when a connection of any process has the database open.
    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError.system("cannot open \(path)") }
        var range = flock()
        range.l_type = Int16(F_WRLCK)
        range.l_whence = Int16(SEEK_SET)
        // PENDING_BYTE, RESERVED_BYTE and the SHARED range: "Locking" in https://www.sqlite.org/fileformat2.html
        range.l_start = 0x4000_0000
        range.l_len = 512
        guard fcntl(descriptor, Self.setLock, &range) == 0 else {
            let failure = errno == EAGAIN || errno == EACCES ? StorageError.locked : .system("cannot lock \(path)")
            close(descriptor)
            throw failure
        }
    }

    func release() {
        close(descriptor)
    }

    #if os(Linux)
    /// `F_OFD_SETLK`: unlike the process's own locks these also conflict with connections of this process.
    private static let setLock: Int32 = 37
    #else
    private static let setLock = F_SETLK
    #endif
}
