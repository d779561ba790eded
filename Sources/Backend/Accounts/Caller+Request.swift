import Accounts
import HTTPService
import HTTPTypes
import Hummingbird

extension Caller {
    init(_ request: Request, _ context: ServiceContext) {
        self.init(
            address: context.clientAddress, userAgent: request.headers[.userAgent] ?? "",
            traceparent: context.traceparent)
    }
}
