import Foundation

/// A full disk stops every change.
struct DiskCheck {
    let folder: String
    let freeBytes: Int64
    let databaseBytes: Int64

    /// Room for the write-ahead log at its limit (64 MiB), twice.
    static let minimumBytes: Int64 = 128 << 20

    var finding: Finding {
        let free = "\(Self.text(freeBytes)) free in \(folder)"
        if freeBytes < Self.minimumBytes {
            return .problem("disk", free, advice: "make room: below \(Self.text(Self.minimumBytes)) changes may fail")
        }
        if freeBytes < databaseBytes {
            return .notice("disk", free, advice: "a backup (up to \(Self.text(databaseBytes))) needs another disk")
        }
        return .ok("disk", free)
    }

    private static func text(_ bytes: Int64) -> String { bytes.formatted(.byteCount(style: .file)) }
}

extension DiskCheck {
    /// Bytes that an ordinary user may still write to the file system of `folder`; nil when it cannot be asked.
    static func freeBytes(in folder: String) -> Int64? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        let (bytes, overflow) = Int64(clamping: status.f_bavail).multipliedReportingOverflow(
            by: Int64(clamping: status.f_frsize))
        return overflow ? .max : bytes
    }
}
