import API
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

extension Problem {
    /// What errors of the framework mean to the client; nil for those that nobody foresaw.
    init?(foreseen error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as HTTPError:
            self.init(error.status, error.body ?? FailureDetail.text(of: error.status), headers: error.headers)
        case is NIOTooManyBytesError: self.init(.contentTooLarge, FailureDetail.text(of: .contentTooLarge))
        case is HTTPParserError: self.init(.badRequest, "The body is not well-formed.")
        case is CancellationError, is ChannelError:
            self.init(.serviceUnavailable, "The server is stopping.", headers: [.retryAfter: "1"])
        case let error as any HTTPResponseError: self.init(error.status, FailureDetail.text(of: error.status))
        default: return nil
        }
    }
}

/// Words for a status, where whoever set it gave none.
enum FailureDetail {
    static func text(of status: HTTPResponse.Status) -> String {
        switch status {
        case .badRequest: "The request cannot be understood."
        case .unauthorized: "This needs a valid credential."
        case .notFound: Problem.notFound.detail
        case .contentTooLarge: "The body is too long."
        case .unsupportedMediaType: "The body's media type is not known here."
        case .tooManyRequests: "Too many requests."
        default: status.code >= 500 ? "Something failed here." : "The request cannot be answered."
        }
    }
}
