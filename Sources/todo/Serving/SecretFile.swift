import Crypto
import Foundation

/// The secret that `serve` makes for itself when it is given none, in a file beside the database.
struct SecretFile {
    let path: String

    /// The secret in the file; a new one when there is no file.
    ///
    /// A file that others may read is refused: whoever has the secret can be anybody.
    func readOrMake() throws -> [UInt8] {
        if let secret = try read() { return secret }
        try make()
        guard let secret = try read() else { throw Failure("cannot read \(path), which was just written", .noInput) }
        return secret
    }

    private func read() throws -> [UInt8]? {
        guard let mode = PrivacyCheck.mode(of: path) else { return nil }
        guard mode & 0o077 == 0 else {
            throw Failure("others may read \(path), which signs everybody in; run: chmod 600 '\(path)'", .configuration)
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("cannot read \(path)", .noInput)
        }
        let secret = data.filter { $0 != UInt8(ascii: "\n") }
        guard secret.count >= Settings.minimumSecretBytes else {
            throw Failure(
                "\(path) has \(secret.count) bytes, but a secret needs at least \(Settings.minimumSecretBytes); delete "
                    + "the file to have a new one made, and everybody signs in again", .configuration)
        }
        return Array(secret)
    }

    /// 256 random bits as base64. Written under another name first: nobody finds half a secret, and of two servers
    /// that start at once both use the one that was there first.
    private func make() throws {
        let text = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString() + "\n"
        let partial = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        let descriptor = open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure("cannot write \(partial): \(String(cString: strerror(errno)))") }
        defer { unlink(partial) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data(text.utf8))
        try file.synchronize()
        guard link(partial, path) == 0 || errno == EEXIST else {
            throw Failure("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        // The name too must outlive a power loss: with another secret everybody would have to sign in again.
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}
