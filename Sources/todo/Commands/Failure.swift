import Storage

/// Why a command could not do what it was asked, in words for the person who asked.
struct Failure: Error, CustomStringConvertible {
    let description: String
    let status: ExitStatus

    init(_ description: String, _ status: ExitStatus = .failure) {
        self.description = description
        self.status = status
    }
}

/// From sysexits.h, so that supervisors can tell what a restart may help.
enum ExitStatus: Int32 {
    case failure = 1
    /// `EX_NOINPUT`: a file is missing or cannot be read.
    case noInput = 66
    /// `EX_UNAVAILABLE`: the database or an address cannot be had now.
    case unavailable = 69
    /// `EX_CONFIG`
    case configuration = 78
}

extension StorageError {
    /// What happened, in words for whoever runs the server.
    var explanation: String {
        switch self {
        case .busy: "the database is busy; try again"
        case .locked: "another process has the database open; stop it first, or try again"
        case .full: "the disk is full"
        case .readOnly: "the database may not be written: look at the permissions of the file and its folder"
        case .notDurable(let reason): "the disk did not take a write (\(reason)); look at its health"
        case .corrupt(let reason): "the database is damaged (\(reason)); put a backup back with `todo restore`"
        case .unreadable(let reason): "a value in the database is not what this program writes (\(reason))"
        case .constraint(let reason): "the database refused the change (\(reason))"
        case .schema(let reason): reason
        case .failed(let reason): reason
        }
    }
}
