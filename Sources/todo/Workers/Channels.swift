import Egress
import Notifications
import Storage
import StorageSQLite
import Time

/// The ways out of the ledger, each with what it needs.
struct Channels: Sendable {
    private let webhooks: WebhookChannel
    private let push: WebPushChannel
    /// Nil where no mail server is named.
    private let mail: Correspondence?

    init(_ runtime: Runtime, _ destinations: Destinations, egress: Egress, unsubscribing: Unsubscribing) throws {
        let (settings, database, clock) = (runtime.settings, runtime.database, runtime.clock)
        webhooks = WebhookChannel(database: database, box: destinations.box, egress: egress, clock: clock) {
            [notices = destinations.notices] webhook, user, connection in
            let notice = Notices.Draft(
                "webhook_disabled", title: "A webhook was disabled",
                body: "Nothing is sent to \(webhook.url) any more: \(webhook.disabled?.words ?? "it was disabled").")
            try notices.add([notice], of: user, in: connection)
        }
        push = WebPushChannel(
            database: database, box: destinations.box, egress: egress,
            subject: settings.mail.map { "mailto:\($0.sender.address)" } ?? settings.linkURL, clock: clock)
        mail = try settings.mail.map { mail in
            try Correspondence(
                database: database, box: destinations.box,
                channel: MailChannel(
                    egress: egress, server: mail.server, sender: mail.sender, templates: MailTemplates(), clock: clock),
                unsubscribing: unsubscribing)
        }
    }

    @Sendable func send(_ delivery: Delivery) async -> Attempt {
        switch delivery.channel {
        case .webhook: await webhooks.send(delivery)
        case .push: await push.send(delivery)
        case .email: await mail?.send(delivery) ?? .failed(reason: "The server has no mail server to send by.")
        case .inApp: .refused(reason: "The application itself needs no delivery.")
        }
    }
}

extension Webhook.DisabledReason {
    /// Behind a colon.
    fileprivate var words: String {
        switch self {
        case .owner: "its owner wanted it so"
        case .failing: "every attempt of the last five days failed"
        case .gone: "its receiver wants no more"
        }
    }
}
