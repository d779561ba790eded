import CCurl

extension EgressError {
    /// What a failed transfer comes down to.
    init(_ code: CURLcode, _ exchange: Exchange) {
        if exchange.isCancelled {
            self = .cancelled
        } else if exchange.wasLedAstray {
            self = .refusedAddress
        } else if exchange.hasTooManyLines {
            self = .notUnderstood
        } else {
            self = Self.meaning(of: code, isLate: exchange.isLate)
        }
    }

    private static func meaning(of code: CURLcode, isLate: Bool) -> EgressError {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_ABORTED_BY_CALLBACK where isLate: .timeout
        case CURLE_COULDNT_RESOLVE_HOST: .unresolvable
        case CURLE_PEER_FAILED_VERIFICATION: .certificate
        case CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
            CURLE_SSL_ENGINE_INITFAILED:
            .tls
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2,
            CURLE_OK:
            .notUnderstood
        case CURLE_OUT_OF_MEMORY: .busy
        default: .connection
        }
    }
}
