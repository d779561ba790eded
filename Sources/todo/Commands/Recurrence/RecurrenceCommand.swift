import ArgumentParser

struct RecurrenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recurrence",
        abstract: "Work out recurrence rules of RFC 5545, and say them in words.",
        subcommands: [ExpandRecurrence.self, ExplainRecurrence.self])
}
