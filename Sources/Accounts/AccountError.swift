public import Storage

/// Why an account was not opened, entered or changed. The edge maps every case to one answer.
public enum AccountError: Error, Equatable, Sendable {
    /// The address or the password of a login is wrong; which of the two stays unsaid.
    case wrongCredentials
    /// The access or refresh token is missing, foreign, expired, used already, or its session has ended.
    case unauthenticated
    /// The password that was to prove a change is not the account's.
    case wrongCurrentPassword
    /// Another account has this e-mail address.
    case emailTaken
    /// Nobody can register here.
    case registrationClosed
    /// Registering needs an invitation.
    case inviteMissing
    /// The invitation is unknown, used or expired.
    case inviteInvalid
    /// The token of a letter is unknown, used, expired or superseded.
    case tokenInvalid
    /// There is no such thing, or it is somebody else's.
    case notFound
    /// Too many attempts; seconds to wait.
    case tooManyAttempts(retryAfter: Int)
    /// More passwords wait for their hash than the server takes on.
    case busy
    case storage(StorageError)

    /// Whatever a transaction threw.
    init(_ error: any Error) {
        switch error {
        case let error as AccountError: self = error
        case let error as StorageError: self = .storage(error)
        default: self = .storage(.failed("\(error)"))
        }
    }
}
