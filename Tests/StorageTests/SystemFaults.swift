import Foundation
import GRDBSQLite
import Synchronization

/// Stands between SQLite and its files in this process, as a VFS, so that a test can make writes and fsyncs fail.
enum SystemFaults {
    enum Call: Sendable {
        case sync
        case write
    }

    private struct Fault: Sendable {
        let number: Int
        let folder: String
        let call: Call
        let code: @Sendable () -> Int32
    }

    private struct State: Sendable {
        var faults: [Fault] = []
        var number = 0
        /// The path and the original methods of each open file; addresses, because pointers are not Sendable.
        var files: [UInt: (path: String, methods: UInt)] = [:]
        /// The methods that are ours, for each table of original ones.
        var tables: [UInt: UInt] = [:]
    }

    private static let state = Mutex(State())

    /// Makes calls on the files of a folder ask `code` first: an SQLite code, or `SQLITE_OK` to let it through.
    static func arm(in folder: String, _ call: Call, code: @escaping @Sendable () -> Int32) -> Int {
        state.withLock { state in
            state.number += 1
            state.faults.append(Fault(number: state.number, folder: folder, call: call, code: code))
            return state.number
        }
    }

    static func disarm(_ number: Int) {
        state.withLock { $0.faults.removeAll { $0.number == number } }
    }

    /// Makes this the VFS that every connection uses; call it before opening one.
    static func install() {
        _ = installed
    }

    private static let installed: Bool = {
        guard let original = sqlite3_vfs_find(nil) else { return false }
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: original.pointee)
        vfs.pointee.zName = UnsafePointer(strdup("faults"))
        vfs.pointee.pAppData = UnsafeMutableRawPointer(original)
        vfs.pointee.xOpen = { vfs, name, file, flags, outFlags in
            guard let original = vfs?.pointee.pAppData?.assumingMemoryBound(to: sqlite3_vfs.self), let file,
                let code = original.pointee.xOpen?(original, name, file, flags, outFlags)
            else { return SQLITE_CANTOPEN }
            if code == SQLITE_OK { adopt(file, path: name.map { String(cString: $0) } ?? "") }
            return code
        }
        return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
    }()

    private static func adopt(_ file: UnsafeMutablePointer<sqlite3_file>, path: String) {
        guard let methods = file.pointee.pMethods else { return }
        let (address, key) = (UInt(bitPattern: file), UInt(bitPattern: methods))
        let known = state.withLock { state in
            state.files[address] = (path, key)
            return state.tables[key]
        }
        let table = known ?? UInt(bitPattern: copy(of: methods.pointee))
        state.withLock { $0.tables[key] = table }
        file.pointee.pMethods = UnsafePointer(bitPattern: table)
    }

    private static func copy(of methods: sqlite3_io_methods) -> UnsafeMutablePointer<sqlite3_io_methods> {
        let copy = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        copy.initialize(to: methods)
        copy.pointee.xSync = { file, flags in
            let code = SystemFaults.code(.sync, file)
            return code == SQLITE_OK ? SystemFaults.original(of: file)?.xSync(file, flags) ?? SQLITE_IOERR : code
        }
        copy.pointee.xWrite = { file, bytes, count, offset in
            let code = SystemFaults.code(.write, file)
            guard code == SQLITE_OK else { return code }
            return SystemFaults.original(of: file)?.xWrite(file, bytes, count, offset) ?? SQLITE_IOERR
        }
        copy.pointee.xClose = { file in
            let methods = SystemFaults.original(of: file)
            SystemFaults.state.withLock { $0.files[UInt(bitPattern: file)] = nil }
            return methods?.xClose(file) ?? SQLITE_IOERR
        }
        return copy
    }

    private static func original(of file: UnsafeMutablePointer<sqlite3_file>?) -> sqlite3_io_methods? {
        let address = state.withLock { $0.files[UInt(bitPattern: file)]?.methods }
        return address.flatMap { UnsafePointer<sqlite3_io_methods>(bitPattern: $0)?.pointee }
    }

    private static func code(_ call: Call, _ file: UnsafeMutablePointer<sqlite3_file>?) -> Int32 {
        let fault = state.withLock { state -> Fault? in
            guard !state.faults.isEmpty, let path = state.files[UInt(bitPattern: file)]?.path else { return nil }
            return state.faults.first { $0.call == call && path.hasPrefix($0.folder) }
        }
        return fault?.code() ?? SQLITE_OK
    }
}
