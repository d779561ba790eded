import Accounts
import Foundation

/// Asks for a new password: twice and unseen on a terminal, else one line of standard input.
enum PasswordPrompt {
    static func newPassword() throws -> Password {
        let text: String
        if isatty(STDIN_FILENO) == 1 {
            text = try unseen("New password: ")
            guard try unseen("Once more: ") == text else { throw Failure("the two passwords differ") }
        } else {
            guard let line = readLine() else { throw Failure("no password on standard input", .noInput) }
            text = line
        }
        guard let password = Password(text) else {
            throw Failure("a password has \(Password.length.lowerBound) to \(Password.length.upperBound) characters")
        }
        return password
    }

    private static func unseen(_ prompt: String) throws -> String {
        guard let line = getpass(prompt) else { throw Failure("cannot read from the terminal", .noInput) }
        return String(cString: line)
    }
}
