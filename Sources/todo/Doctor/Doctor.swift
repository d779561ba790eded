import ArgumentParser
import Egress
import Foundation
import Notifications
import Storage
import StorageSQLite
import Time

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that all is well, and say what to do where it is not.",
        discussion: """
            Looks at the configuration, the database, its schema, disk space, the clock and the time zones, and \
            changes nothing. With --mail-to it sends a mail and says what the server answered. May run beside the server. Exits with status 1 when there is a problem.
            """)

    @Option(help: ArgumentHelp("Send a test mail to this address.", valueName: "address"))
    var mailTo: String?

    @OptionGroup var server: ServerOptions

    func run() async throws {
        var hasProblem = false
        for finding in await findings() {
            print(finding.lines)
            if finding.state == .problem { hasProblem = true }
        }
        if hasProblem { throw ExitCode(ExitStatus.failure.rawValue) }
    }

    private func findings() async -> [Finding] {
        let settings: Settings
        do {
            settings = try server.settings()
        } catch {
            return [.problem("configuration", "\(error)", advice: "correct it; the rest was not checked")]
        }
        let path = settings.database.absolutePath
        var findings = [Finding.ok("configuration", "every setting understood"), secret(settings)]
        var newestEvent: Instant?
        if FileManager.default.fileExists(atPath: path) {
            findings.append(
                PrivacyCheck(
                    subject: "database file", path: path, mode: PrivacyCheck.mode(of: path), whenMissing: ""
                ).finding)
            let (database, newest) = await examine(path)
            findings += database
            newestEvent = newest
        } else {
            findings.append(.ok("database", "none at \(path) yet; `todo serve` makes it"))
        }
        findings.append(disk(settings.database))
        findings.append(
            ClockCheck(now: WallClock.system.now(), newestEvent: newestEvent).finding)
        findings.append(ZoneCheck { Zone(identifier: $0) != nil }.finding)
        findings.append(await mail(settings))
        return findings
    }

    private func secret(_ settings: Settings) -> Finding {
        if settings.jwtSecret != nil { return .ok("secret", "given by JWT_SECRET") }
        let path = settings.database.keyPath
        return PrivacyCheck(
            subject: "secret", path: path, mode: PrivacyCheck.mode(of: path),
            whenMissing: "none yet; `todo serve` makes \(path)"
        ).finding
    }

    private func examine(_ path: String) async -> (findings: [Finding], newestEvent: Instant?) {
        do {
            try SQLiteBackup.check(path)
            let database = try SQLiteDatabase(path: path)
            defer { database.close() }
            let schema = SchemaCheck(status: try await database.migrationStatus()).finding
            let newest =
                schema.state == .ok
                ? try await database.read {
                    try $0.first("SELECT created_at FROM task_event_log ORDER BY id DESC LIMIT 1") { try $0.instant(0) }
                } : nil
            return ([.ok("database", "\(path), intact"), schema], newest)
        } catch let error as StorageError {
            return ([.problem("database", path, advice: error.explanation)], nil)
        } catch {
            return ([.problem("database", path, advice: "\(error)")], nil)
        }
    }

    private func mail(_ settings: Settings) async -> Finding {
        let check = MailCheck(server: settings.mail?.server)
        guard let mailTo else { return check.finding }
        guard let mail = settings.mail else {
            return check.finding(recipient: mailTo, outcome: nil)
        }
        let templates: MailTemplates
        do {
            templates = try MailTemplates()
        } catch {
            return .problem("mail", "the program's own templates are damaged", advice: "install it again")
        }
        let channel = MailChannel(
            egress: Egress(allowance: settings.egressAllowance, certificates: settings.certificates),
            server: mail.server, sender: mail.sender, templates: templates, clock: .system)
        let letter = MailLetter.test(server: settings.publicURL ?? settings.localURL(port: settings.port))
        do throws(EgressError) {
            let line = try await channel.handIn(
                letter, to: mailTo, id: Identifier(at: WallClock.system.now()).description)
            return check.finding(recipient: mailTo, outcome: .success(line))
        } catch {
            return check.finding(recipient: mailTo, outcome: .failure(error))
        }
    }

    private func disk(_ database: DatabaseLocation) -> Finding {
        guard let free = DiskCheck.freeBytes(in: database.folder) else {
            return .notice("disk", "\(database.folder) cannot be asked for its room", advice: "look at it with df")
        }
        let size = try? FileManager.default.attributesOfItem(atPath: database.absolutePath)[.size] as? Int64
        return DiskCheck(folder: database.folder, freeBytes: free, databaseBytes: size ?? 0).finding
    }
}
