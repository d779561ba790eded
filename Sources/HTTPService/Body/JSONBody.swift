public import API
import HTTPTypes
public import Hummingbird
public import JSON
import NIOCore

/// A request's body that is a JSON text: as it came, for digests, and as it reads.
public struct JSONBody: Sendable {
    public let bytes: [UInt8]
    public let value: JSONValue
}

extension Request {
    /// The longest body that any route takes, in bytes.
    public static let bodyLimit = 1024 * 1024

    /// Reads the body as JSON.
    ///
    /// - Throws: 415 for another media type, 413 over `limit` bytes, 400 for what is empty or not JSON.
    public func json(limit: Int = Request.bodyLimit) async throws(Problem) -> JSONBody {
        guard let body = try await optionalJSON(limit: limit) else { throw Problem(.badRequest, "The body is empty.") }
        return body
    }

    /// Reads the body as JSON, of a route that needs none: nil where the body is empty.
    ///
    /// - Throws: as ``json(limit:)``.
    public func optionalJSON(limit: Int = Request.bodyLimit) async throws(Problem) -> JSONBody? {
        let length = headers[.contentLength].flatMap { Int($0) }
        let isEmpty = (length ?? 0) == 0 && !headers.contains(.transferEncoding)
        if isEmpty, headers[.contentType] == nil { return nil }
        guard let type = headers[.contentType], JSONMediaType.accepts(type) else {
            throw Problem(.unsupportedMediaType, "The body must be application/json, in UTF-8.")
        }
        if let length, length > limit { throw .tooLong(limit) }
        let bytes = try await read(limit: limit)
        if let length, bytes.count != length, length != 0 {
            throw Problem(.badRequest, "The body ended before it was complete.")
        }
        guard !bytes.isEmpty else { return nil }
        do throws(JSONError) {
            return JSONBody(bytes: bytes, value: try JSONParser.parse(bytes))
        } catch {
            throw Problem(.badRequest, error.detail)
        }
    }

    private func read(limit: Int) async throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= limit else { throw Problem.tooLong(limit) }
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch {
            throw Problem(foreseen: error) ?? Problem(.badRequest, "The body cannot be read.")
        }
        return bytes
    }
}

extension Problem {
    fileprivate static func tooLong(_ limit: Int) -> Problem {
        Problem(.contentTooLarge, "The body is longer than \(limit) bytes.")
    }
}

extension JSONError {
    fileprivate var detail: String {
        switch self {
        case .unexpected(let offset): "The body is not JSON: it makes no sense from byte \(offset) on."
        case .invalidUTF8: "The body is not UTF-8."
        case .duplicateName(let name): "The body has the member \"\(name.prefix(64))\" twice in one object."
        case .tooDeep: "The body is nested deeper than \(JSONParser.maximumDepth) levels."
        }
    }
}
