public import Egress
public import Events
public import Storage
public import Time

/// Where what happens to a person can be sent, and what that takes.
public struct Destinations: Sendable {
    public let box: SecretBox
    public let webhooks: Webhooks
    public let subscriptions: PushSubscriptions
    public let keys: ServerKeys
    public let deliveries: Deliveries
    public let notices: Notices

    public init(database: any Database, log: EventLog, egress: Egress, box: SecretBox, clock: WallClock) {
        self.box = box
        webhooks = Webhooks(log: log, box: box, egress: egress, clock: clock)
        subscriptions = PushSubscriptions(log: log, box: box, egress: egress, clock: clock)
        keys = ServerKeys(database: database, box: box)
        deliveries = Deliveries(clock: clock, wake: log.wake)
        notices = Notices(log: log, clock: clock)
    }
}
