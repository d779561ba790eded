public import Hummingbird
public import NIOCore

/// A request's context that knows its exchange: what ``Edge`` finds out before any route is asked.
public protocol ExchangeContext: RequestContext where Source == ApplicationRequestContextSource {
    var exchange: Exchange { get set }
}

extension ExchangeContext {
    /// Names this request in logs, problems and the `X-Request-ID` of the answer.
    public var requestID: String { exchange.requestID }
    /// The trace that this request belongs to (W3C Trace Context), for events and requests to others.
    public var traceparent: String { exchange.trace.parent }
    /// Where the request comes from, as an address without port; proxies that are trusted are looked through.
    public var clientAddress: String { exchange.clientAddress }
    /// The connection; closed when the client is gone.
    public var channel: any Channel { exchange.channel }
}

/// The context of routes that need nothing more.
public struct ServiceContext: ExchangeContext {
    public var coreContext: CoreRequestContextStorage
    public var exchange: Exchange

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        exchange = Exchange(channel: source.channel)
    }
}
