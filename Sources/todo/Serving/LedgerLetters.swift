import Accounts
import Notifications

extension Mailbox {
    /// Letters become deliveries, in the transaction of what they speak of: none is lost, and none goes out for what
    /// never happened.
    static func ledger(_ deliveries: Deliveries, box: SecretBox) -> Mailbox {
        Mailbox { letter, connection in
            let kind: SealedLetter.Kind =
                switch letter.kind {
                case .confirmation: .confirmation
                case .passwordReset: .passwordReset
                }
            try SealedLetter(kind, to: letter.email, link: letter.link)
                .enqueue(for: letter.user, in: deliveries, box: box, connection)
        }
    }
}
