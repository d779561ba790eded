import ArgumentParser

/// What `make bench` compares the server with, and what it fills the database with.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Ceilings for the benchmark, and its data.",
        subcommands: [
            Seed.self, BareRoute.self, BareCreate.self, BareComplete.self, BareHash.self, SearchScale.self, Arm.self,
            NextOccurrence.self,
        ])
}
