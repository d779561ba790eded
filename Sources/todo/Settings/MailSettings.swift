import Egress
import Notifications

/// By which server mail goes out, and whom it comes from.
struct MailSettings: Sendable, Equatable {
    let server: SMTPServer
    let sender: MailSender

    /// Nil when no mail server is named.
    init?(_ reader: SettingsReader) throws(SettingsError) {
        let sender = try reader.value(
            .mailFrom, expected: "an address, perhaps with a name: Todo <todo@example.org>", MailSender.init)
        guard let secret = try reader.secret(.smtpURL, minimumBytes: 1) else { return nil }
        do throws(EgressError) {
            server = try SMTPServer(String(decoding: secret, as: UTF8.self))
        } catch {
            throw SettingsError(
                SettingName.smtpURL.rawValue,
                "must be smtp://user:password@host:587 or smtps://user:password@host:465: \(error)")
        }
        guard let sender else {
            throw SettingsError(SettingName.mailFrom.rawValue, "is not set, but SMTP_URL is: mail needs a sender")
        }
        self.sender = sender
    }
}
