import API
import HTTPService
import Hummingbird

/// Turns what the features throw into problems, on the way out of every route.
struct ErrorMapping: RouterMiddleware {
    @concurrent func handle(
        _ input: Request, context: ServiceContext,
        next: @concurrent (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(input, context)
        } catch {
            throw Problem(mapping: error) ?? error
        }
    }
}
