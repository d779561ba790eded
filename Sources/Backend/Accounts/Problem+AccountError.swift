import API
import Accounts
import HTTPTypes

extension Problem {
    init(_ error: AccountError) {
        switch error {
        case .wrongCredentials: self = .unauthorized("The address or the password is wrong.")
        case .unauthenticated: self = .unauthorized("The token is not valid, or no longer.")
        case .wrongCurrentPassword:
            self = .invalid([FieldError("current_password", "is not the account's password")])
        case .emailTaken: self.init(.conflict, "Another account has this address.")
        case .registrationClosed: self.init(.forbidden, "Nobody can register here by themselves.")
        case .inviteMissing: self.init(.forbidden, "Registering here needs an invitation.")
        case .inviteInvalid: self = .invalid([FieldError("invite", "is unknown, used or expired")])
        case .tokenInvalid: self = .invalid([FieldError("token", "is unknown, used or expired")])
        case .notFound: self = .notFound
        case .tooManyAttempts(let seconds): self = .tooManyRequests("Too many attempts.", retryAfter: seconds)
        case .busy: self = .tooManyRequests("Too many people are signing in at the moment.", retryAfter: 1)
        case .storage(let error): self.init(error)
        }
    }
}
