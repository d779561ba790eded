public import Storage

/// Where a live stream begins.
public enum StreamStart: Sendable, Equatable {
    /// With what happens from now on.
    case now
    /// After the event with this id; when the person has no such event: a reset, then from now on.
    case after(Identifier)
    /// The client names an event in a form that no event has: a reset, then from now on.
    case unknown
}

/// Why a stream was not opened.
public enum EventStreamError: Error, Equatable, Sendable {
    /// The person has ``EventStreams/mostPerPerson`` already.
    case tooManyStreams
    /// The process stops.
    case stopping
}

/// What a live stream has next.
public enum StreamStep: Sendable {
    /// The client's place in the log is lost: it must load everything anew.
    case reset
    /// A page of events, in the order of their sequence; never empty.
    case events([CloudEvent])
    /// Nothing has happened for the time asked: time for a comment that keeps the connection open.
    case quiet
    case ended(StreamEnd)
}

/// Why a live stream has ended. The client may resume it, with a credential that holds.
public enum StreamEnd: Sendable, Equatable {
    /// The reader closed it, or its task was cancelled.
    case closed
    /// The credential's time is up.
    case expired
    /// The session was ended.
    case revoked
    /// The process stops.
    case stopping
}
