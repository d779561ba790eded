/// Who may open an account by themselves.
public enum RegistrationPolicy: String, CaseIterable, Sendable {
    case open
    /// Who has an invitation.
    case invite
    case closed
}
