import Foundation
import Storage

extension SQLiteBackup {
    /// Puts a copy of the backup in the place of the database at `target`.
    ///
    /// - Parameters:
    ///   - safetyCopy: where the database that is there now goes, with its log; nil to refuse if there is one.
    /// - Returns: whether there was a database to set aside.
    ///
    /// Throws ``StorageError/locked`` while another process has that database open, and touches nothing then.
    public static func restore(_ backup: String, to target: String, settingAsideAs safetyCopy: String?) throws -> Bool {
        try check(backup)
        let isReplacing = FileManager.default.fileExists(atPath: target)
        guard !isReplacing || safetyCopy != nil else { throw StorageError.failed("\(target) exists already") }
        let lock = isReplacing ? try SQLiteFileLock(path: target) : nil
        defer { lock?.release() }

        let incoming = "\(target).restoring-\(ProcessInfo.processInfo.processIdentifier)"
        defer { unlink(incoming) }
        try createPrivately(incoming)
        try copy(backup, into: incoming)
        try check(incoming)
        try makeDurable(incoming)

        if let safetyCopy, isReplacing { try setAside(target, as: safetyCopy) }
        // A log of an earlier database beside a new file would be played into it.
        for suffix in ["-wal", "-shm"] where unlink(target + suffix) != 0 && errno != ENOENT {
            throw StorageError.system("cannot remove \(target)\(suffix)")
        }
        guard rename(incoming, target) == 0 else { throw StorageError.system("cannot replace \(target)") }
        try makeDurable((target as NSString).deletingLastPathComponent)
        return isReplacing
    }

    /// The file keeps its name until the new one takes it, so that there is a database at every moment.
    private static func setAside(_ target: String, as safetyCopy: String) throws {
        guard link(target, safetyCopy) == 0 else { throw StorageError.system("cannot set \(target) aside") }
        guard rename(target + "-wal", safetyCopy + "-wal") == 0 || errno == ENOENT else {
            throw StorageError.system("cannot set \(target)-wal aside")
        }
    }
}
