import ArgumentParser

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server: API, live stream and everything behind them in one process.",
        discussion: """
            Makes the database and the secret that signs sessions if there are none, brings the schema up to date, \
            and listens on this machine only unless HOST says otherwise. Ctrl-C (or SIGTERM) lets it finish what it \
            took, for 15 seconds at most.

            EXAMPLES
              todo serve
              HOST=0.0.0.0 PORT=80 PUBLIC_URL=https://todo.example.org todo serve
              todo serve --database-url sqlite:///var/lib/todo/todo.sqlite --log-format json
            """)

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.run(defaultPort: 8080) { try await Server(runtime: $0).run() }
    }
}
