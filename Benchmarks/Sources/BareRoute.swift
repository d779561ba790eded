import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore

/// The ceiling of reading: the framework answering the same bytes from memory, with nothing around it.
struct BareRoute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the bytes of a file from a bare route.")

    @Option var port: Int
    @Argument(help: "The body of every answer.") var file: String

    func run() async throws {
        let body = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: file)))
        let router = Router()
        router.get("/bytes") { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: body))
        }
        var logger = Logger(label: "bare")
        logger.logLevel = .error
        try await Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger
        ).run()
    }
}
