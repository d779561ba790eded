import CCurl

extension Egress {
    /// Whether a request to this address would be let out now: for telling a person while they still look.
    ///
    /// - Throws: ``EgressError/refusedAddress``, ``EgressError/unresolvable``, ``EgressError/timeout``.
    public func check(_ url: WebURL, within limit: Duration = .seconds(5)) async throws(EgressError) {
        _ = try await route(to: url.endpoint, within: limit)
    }

    /// Sends a request and returns what came back, whatever its status.
    ///
    /// - Throws: ``EgressError`` when there was no answer.
    public func answer(to request: OutboundRequest) async throws(EgressError) -> OutboundAnswer {
        let deadline = ContinuousClock.now + request.timeout
        let route = try await route(to: request.url.endpoint, within: request.timeout)
        let certificates = certificates
        return try await web.transfer { cancellation in
            Self.exchange(request, route, certificates, deadline, cancellation)
        }
    }

    private static func exchange(
        _ request: OutboundRequest, _ route: Route, _ certificates: String?, _ deadline: ContinuousClock.Instant,
        _ cancellation: Cancellation
    ) -> Result<OutboundAnswer, EgressError> {
        let exchange = Exchange(checked: Set(route.addresses), deadline: deadline, cancellation: cancellation)
        guard !exchange.isLate else { return .failure(.timeout) }
        guard var handle = EasyHandle(exchange) else { return .failure(.busy) }
        handle.guardTransfer(
            route, protocols: "http,https", certificates: certificates, timeout: deadline - .now)
        handle.set(CURLOPT_URL, request.url.description)
        handle.set(CURLOPT_PATH_AS_IS, true)
        handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        if request.method == .post { handle.setContent(request.body) }
        handle.set(CURLOPT_HTTPHEADER, headerLines(of: request))
        let code = handle.perform()
        let status = handle.responseCode
        guard code == CURLE_OK || (code == CURLE_WRITE_ERROR && exchange.isCut), status >= 200 else {
            return .failure(EgressError(code, exchange))
        }
        return .success(
            OutboundAnswer(status: status, lines: exchange.lines, body: exchange.body, isCut: exchange.isCut))
    }

    private static func headerLines(of request: OutboundRequest) -> [String] {
        // Fields without a value take away what libcurl would send by itself.
        var lines = ["Expect:"]
        let names = Set(request.fields.map { $0.name.lowercased() })
        if !names.contains("accept") { lines.append("Accept:") }
        if !names.contains("content-type") { lines.append("Content-Type:") }
        // In libcurl's language a field that is sent empty ends in a semicolon.
        return lines + request.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    }
}
