import API
import HTTPTypes
import NIOHTTP1

/// An answer from the connection itself, before any route; the connection closes after it.
struct Refusal: Error, Equatable {
    let status: HTTPResponse.Status
    let detail: String
    var allow: String?

    /// What a parser's complaint means to the client.
    ///
    /// - Parameter inTarget: the request line was not complete yet.
    init(_ error: any Error, inTarget: Bool) {
        switch error {
        case HTTPParserError.headerOverflow where inTarget:
            self = .targetTooLong
        case HTTPParserError.headerOverflow:
            self = .fieldsTooLarge
        case HTTPParserError.invalidMethod:
            self = .unknownMethod
        case HTTPParserError.invalidVersion:
            self.init(.badRequest, "This server speaks HTTP/1.1.")
        case HTTPParserError.invalidURL:
            self.init(.badRequest, "The request target contains characters that do not belong there.")
        case HTTPParserError.invalidHeaderToken:
            self.init(.badRequest, "A header field is not well-formed.")
        case HTTPParserError.invalidContentLength, HTTPParserError.unexpectedContentLength:
            self.init(.badRequest, "The body's length is not clear: Content-Length is invalid, doubled or not alone.")
        case HTTPParserError.invalidChunkSize:
            self.init(.badRequest, "The body's chunks are not well-formed.")
        case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection:
            self.init(.badRequest, "The request ended before it was complete.")
        default:
            self.init(.badRequest, "The request is not well-formed HTTP.")
        }
    }

    init(_ status: HTTPResponse.Status, _ detail: String) {
        self.status = status
        self.detail = detail
    }

    static let targetTooLong = Refusal(.uriTooLong, "The request target is too long.")
    static let fieldsTooLarge = Refusal(
        .requestHeaderFieldsTooLarge, "There are too many header fields, or they are too long.")
    static let slow = Refusal(.requestTimeout, "The request took too long to arrive.")

    static var unknownMethod: Refusal {
        var refusal = Refusal(.methodNotAllowed, "This method is not known here.")
        refusal.allow = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
        return refusal
    }

    var response: HTTPResponse {
        var fields: HTTPFields = [
            .contentType: Problem.mediaType,
            .contentLength: String(body.count),
            .cacheControl: "no-store",
            .connection: "close",
            .xContentTypeOptions: "nosniff",
        ]
        if let allow { fields[.allow] = allow }
        return HTTPResponse(status: status, headerFields: fields)
    }

    /// There may be no path to tell yet, so the instance is empty.
    var body: [UInt8] { Problem(status, detail).body(instance: "") }
}
