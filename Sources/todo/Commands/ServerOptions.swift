import ArgumentParser
import Foundation
import HTTPService
import Logging
import StorageSQLite

/// Settings of the server that have a flag.
struct ServerOptions: ParsableArguments {
    @OptionGroup var database: DatabaseOptions

    @Option(help: "Name or address to listen on (default 127.0.0.1: this machine only).")
    var host: String?

    @Option(help: "Port to listen on (0: any that is free).")
    var port: String?

    @Option(help: "Port of its own for /metrics, instead of the public one.")
    var adminPort: String?

    @Option(help: ArgumentHelp("Address by which people reach the server, for links.", valueName: "url"))
    var publicURL: String?

    @Option(help: ArgumentHelp("Origins whose pages may call the API, separated by commas.", valueName: "origins"))
    var corsOrigins: String?

    @Option(
        help: ArgumentHelp("Proxies whose X-Forwarded-For is believed, separated by commas.", valueName: "networks"))
    var trustedProxies: String?

    @Option(help: ArgumentHelp("Who may register: open (default), invite, closed.", valueName: "who"))
    var registration: String?

    @Option(help: ArgumentHelp("Limits on attempts to log in and register: on (default), off.", valueName: "on|off"))
    var rateLimit: String?

    @Option(help: ArgumentHelp("trace, debug, info (default), notice, warning, error, critical.", valueName: "level"))
    var logLevel: String?

    @Option(help: ArgumentHelp("text (default), json.", valueName: "format"))
    var logFormat: String?

    @Option(help: ArgumentHelp("Where events go: local (default).", valueName: "bus"))
    var eventBus: String?

    @Option(help: ArgumentHelp("Whom mail comes from: todo@example.org, Todo <todo@example.org>.", valueName: "sender"))
    var mailFrom: String?

    @Option(
        help: ArgumentHelp("Inner places that webhooks may reach: host:port, separated by commas.", valueName: "places")
    )
    var egressAllow: String?

    @Option(
        name: .customLong("ssl-cert-file"),
        help: ArgumentHelp("Certificates (PEM) to trust instead of the system's.", valueName: "file"))
    var certificates: String?

    var flags: [SettingName: String] {
        let own: [SettingName: String?] = [
            .host: host, .port: port, .adminPort: adminPort, .publicURL: publicURL, .corsOrigins: corsOrigins,
            .trustedProxies: trustedProxies, .registration: registration, .rateLimit: rateLimit,
            .logLevel: logLevel, .logFormat: logFormat, .eventBus: eventBus,
            .mailFrom: mailFrom, .egressAllow: egressAllow, .certificates: certificates,
        ]
        return own.compactMapValues(\.self).merging(database.flags) { $1 }
    }

    func settings(defaultPort: Int = 8080) throws -> Settings {
        let process = ProcessInfo.processInfo
        return try Settings(
            SettingsReader(process: process, flags: flags), home: HomeFolders(process: process),
            defaultPort: defaultPort)
    }

    /// Runs a role over the database that the settings name, made and brought up to date where needed.
    func run(defaultPort: Int, _ role: (Runtime) async throws -> Void) async throws {
        OpenFiles.allowAll()
        let settings = try settings(defaultPort: defaultPort)
        let output = LogOutput(settings.logFormat)
        defer { output.flush() }
        LoggingSystem.bootstrap { LineLogHandler(label: $0, level: settings.logLevel, output: output) }
        let database = try settings.database.openOrCreate(home: HomeFolders(process: .processInfo))
        defer { database.close() }
        _ = try await database.migrate()
        try await role(Runtime(settings: settings, database: database, output: output))
    }
}
