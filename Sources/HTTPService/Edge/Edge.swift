public import API
import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore

/// The outermost responder: everything that holds for every answer happens here, around one router.
public struct Edge<Inner: HTTPResponder>: HTTPResponder where Inner.Context: ExchangeContext {
    public typealias Context = Inner.Context

    private let inner: Inner
    private let problems: @Sendable (any Error) -> Problem?
    private let routes: RouteTable
    private let proxies: TrustedProxies
    private let crossOrigin: CrossOrigin
    private let metrics: RequestMetrics?
    private let accessLog: AccessLog?
    private let logger: Logger

    /// - Parameters:
    ///   - inner: the router's responder.
    ///   - problems: what the errors of the features mean to a client; nil for those that nobody foresaw.
    ///   - routes: all routes that `inner` answers to.
    ///   - accessLog: gets a line for each request.
    ///   - logger: hears of failures that nobody foresaw.
    public init(
        _ inner: Inner, problems: @escaping @Sendable (any Error) -> Problem? = { _ in nil }, routes: RouteTable,
        proxies: TrustedProxies = .none, crossOrigin: CrossOrigin = .off,
        metrics: RequestMetrics? = nil, accessLog: AccessLog? = nil, logger: Logger
    ) {
        self.inner = inner
        self.problems = problems
        self.routes = routes
        self.proxies = proxies
        self.crossOrigin = crossOrigin
        self.metrics = metrics
        self.accessLog = accessLog
        self.logger = logger
    }

    /// Answers; never throws.
    public func respond(to request: Request, context: Context) async throws -> Response {
        let began = NIODeadline.now()
        metrics?.began()
        var context = context
        identify(request, &context.exchange)
        var response: Response
        do {
            response = try await inner.respond(to: request, context: context)
            if response.status.code >= 400 { response = replaced(response, request, context) }
        } catch {
            response = answer(to: error, request, context)
        }
        complete(&response, request, context)
        if response.body.contentLength == nil {
            response.body = watched(response.body, request, context, status: response.status.code, since: began)
        } else {
            ended(request, context, status: response.status.code, bytes: response.body.contentLength, since: began)
        }
        return response
    }

    private func identify(_ request: Request, _ exchange: inout Exchange) {
        if let given = request.headers[.xRequestID], RequestSerial.isAcceptable(given) { exchange.requestID = given }
        if let parent = request.headers[.traceparent] { exchange.trace.adopt(parent) }
        guard !proxies.isEmpty else { return }
        exchange.forwardedFor = proxies.client(peer: exchange.peer, fields: request.headers)
    }

    /// The router renders the framework's errors itself; they get our form here.
    private func replaced(_ response: Response, _ request: Request, _ context: Context) -> Response {
        if context.coreContext.endpointPath.value == "NotFound" { return unrouted(request, context) }
        switch response.headers[.contentType] {
        case nil, "application/json; charset=utf-8"?:
            return answer(
                to: Problem(response.status, FailureDetail.text(of: response.status)), request, context)
        default: return response
        }
    }

    private func unrouted(_ request: Request, _ context: Context) -> Response {
        let methods = routes.methods(at: request.uri.path)
        if let fields = crossOrigin.preflight(request.head, methods: methods) {
            return Response(status: .noContent, headers: fields)
        }
        guard !methods.isEmpty else {
            return answer(to: Problem(.notFound, "There is no such route."), request, context)
        }
        let allow = methods.map(\.rawValue).joined(separator: ", ")
        let problem = Problem(.methodNotAllowed, "This route does not know this method.", headers: [.allow: allow])
        return answer(to: problem, request, context)
    }

    private func answer(to error: any Error, _ request: Request, _ context: Context) -> Response {
        let path = request.uri.path
        if let problem = Problem(foreseen: error) ?? problems(error) { return .problem(problem, instance: path) }
        log(error, request, context)
        let problem = Problem(.internalServerError, "Something failed here. The log tells more about this request.")
        return .problem(problem, instance: path)
    }

    private func log(_ error: any Error, _ request: Request, _ context: Context) {
        logger.error(
            "A request failed.",
            metadata: [
                "request_id": "\(context.requestID)", "method": "\(request.method)", "path": "\(request.uri.path)",
                "error": "\(String(reflecting: error))",
            ])
    }

    private func complete(_ response: inout Response, _ request: Request, _ context: Context) {
        SecurityFields.add(to: &response.headers)
        crossOrigin.addFields(to: &response.headers, request: request.headers)
        response.headers[.xRequestID] = context.requestID
        if request.method == .head, response.body.contentLength != 0 { response = response.createHeadResponse() }
    }

    /// A stream ends when its last byte was written.
    private func watched(
        _ body: ResponseBody, _ request: Request, _ context: Context, status: Int, since began: NIODeadline
    ) -> ResponseBody {
        ResponseBody { writer in
            defer { ended(request, context, status: status, bytes: nil, since: began) }
            do {
                try await body.write(writer)
            } catch {
                // Its head is out, so the client can only be told by the end of the connection.
                if Problem(foreseen: error) == nil { log(error, request, context) }
                throw error
            }
        }
    }

    private func ended(_ request: Request, _ context: Context, status: Int, bytes: Int?, since began: NIODeadline) {
        guard metrics != nil || accessLog != nil else { return }
        let duration = (NIODeadline.now() - began).nanoseconds
        metrics?.ended(
            request.method, route: context.coreContext.endpointPath.value, status: status,
            seconds: Double(duration) / 1_000_000_000)
        accessLog?.write(
            AccessLog.Entry(
                method: request.method.rawValue, path: request.uri.path, status: status,
                milliseconds: Int(duration / 1_000_000), bytes: bytes, requestID: context.requestID,
                client: context.clientAddress))
    }
}
