import Storage
import Testing
import Time

@testable import todo

struct DoctorTests {
    private let now = Instant(milliseconds: 1_800_000_000_000)

    @Test func `A clock in its time is well`() {
        #expect(ClockCheck(now: now, newestEvent: nil).finding.state == .ok)
        #expect(ClockCheck(now: now, newestEvent: now.adding(milliseconds: 60_000)).finding.state == .ok)
    }

    @Test(arguments: [Instant(milliseconds: 0), Instant(milliseconds: 253_402_300_800_000)])
    func `A clock outside of this program's time is a problem`(now: Instant) {
        #expect(ClockCheck(now: now, newestEvent: nil).finding.state == .problem)
    }

    @Test func `Events from the future are a problem`() {
        let finding = ClockCheck(now: now, newestEvent: now.adding(milliseconds: 60_001)).finding
        #expect(finding.state == .problem)
        #expect(finding.text == "says 2027-01-15T08:00:00Z, but the database has an event of 2027-01-15T08:01:00.001Z")
    }

    @Test(arguments: [
        (Int64(1) << 40, Int64(1) << 30, Finding.State.ok), (1 << 29, 1 << 30, .notice), ((128 << 20) - 1, 0, .problem),
        (128 << 20, 0, .ok),
    ])
    func `Little room is a problem, less than a backup needs is worth a word`(
        free: Int64, database: Int64, state: Finding.State
    ) {
        #expect(DiskCheck(folder: "/", freeBytes: free, databaseBytes: database).finding.state == state)
    }

    @Test func `Unknown time zones are named`() {
        #expect(ZoneCheck { _ in true }.finding.state == .ok)
        let finding = ZoneCheck { $0 != "Europe/Kyiv" }.finding
        #expect(finding.state == .problem)
        #expect(finding.text == "Europe/Kyiv unknown")
    }

    @Test func `Missing migrations are named`() {
        let status = [
            MigrationStatus(number: 1, name: "accounts", isApplied: true),
            MigrationStatus(number: 2, name: "tasks", isApplied: false),
        ]
        #expect(SchemaCheck(status: status).finding.text == "1 of 2 migrations missing: 2 tasks")
        #expect(SchemaCheck(status: Array(status.prefix(1))).finding.state == .ok)
    }

    @Test(arguments: [(0o600, Finding.State.ok), (0o400, .ok), (0o640, .problem), (0o604, .problem), (0o610, .problem)])
    func `Files that others may open are a problem`(mode: Int, state: Finding.State) {
        let check = PrivacyCheck(subject: "secret", path: "/key", mode: mode, whenMissing: "none")
        #expect(check.finding.state == state)
    }

    @Test func `A finding is a line, and a second one with what to do`() {
        #expect(Finding.ok("disk", "9 GB free").lines == "ok       disk           9 GB free")
        #expect(
            Finding.problem("disk", "1 MB free", advice: "make room").lines
                == "problem  disk           1 MB free\n                        make room")
    }
}
