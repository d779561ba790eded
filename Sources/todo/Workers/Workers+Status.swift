import Events
import JSON
import Notifications
import Scheduling
import Time

extension Workers {
    /// What each worker has come to: the body of `/workers/status`.
    func writeStatus(to json: inout JSONWriter) {
        let relayed = relay.counts
        json.object { json in
            json.member("duties") { json in
                json.array(scheduler.status) { json, duty in
                    json.object { json in
                        json.member("name", duty.name)
                        json.member("done", duty.done)
                        json.member("last_worked_at", duty.lastWorked.map { RFC3339.text($0) })
                        json.member("next_at", duty.next.map { RFC3339.text($0) })
                        // Why is in the log: it may name what strangers need not know.
                        json.member("failing", duty.failure != nil)
                    }
                }
            }
            json.member("relay") { json in
                json.object { json in
                    json.member("published", relayed.published)
                    json.member("parked", relayed.parked)
                    json.member("delayed", relayed.delayed)
                }
            }
            json.member("deliveries") { json in
                json.object { $0.member("running", courier.runningCount) }
            }
        }
    }
}
