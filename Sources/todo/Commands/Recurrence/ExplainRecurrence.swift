import ArgumentParser
import Recurrence

struct ExplainRecurrence: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say a recurrence rule in words.")

    @Argument(help: "A rule of RFC 5545, such as \"FREQ=MONTHLY;BYDAY=-1FR\".")
    var rule: String

    func run() throws {
        do throws(RecurrenceRuleError) {
            print(try RecurrenceRule(rule).explanation)
        } catch {
            throw Failure("\(error)")
        }
    }
}
