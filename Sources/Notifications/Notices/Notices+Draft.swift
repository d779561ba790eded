public import Storage

extension Notices {
    /// What somebody is to be told.
    public struct Draft: Sendable {
        let kind: String
        let task: Identifier?
        let title: String
        let body: String
        let traceparent: String?

        /// - Parameter traceparent: of what it tells of.
        public init(
            _ kind: String, task: Identifier? = nil, title: String, body: String = "", traceparent: String? = nil
        ) {
            self.kind = kind
            self.task = task
            self.title = title
            self.body = body
            self.traceparent = traceparent
        }
    }
}
