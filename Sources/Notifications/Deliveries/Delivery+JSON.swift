public import JSON
import Storage

extension Delivery {
    /// The contract's form of a delivery; what it says is for whom it was sent to.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id") { $0.plain(upTo: Identifier.textLength, id.write) }
            json.member("channel", channel.rawValue)
            json.member("target_id") { json in if let target { json.plain(target.text) } else { json.null() } }
            json.member("kind", kind)
            json.member("task_id") { json in if let task { json.plain(task.text) } else { json.null() } }
            json.member("state", state.rawValue)
            json.member("attempts", attempts)
            json.member("next_attempt_at") { $0.optional(nextAttempt) }
            json.member("last_error", lastError)
            json.member("created_at") { $0.optional(createdAt) }
            json.member("finished_at") { $0.optional(finishedAt) }
        }
    }
}
