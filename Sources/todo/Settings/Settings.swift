import Accounts
import Egress
import Foundation
import HTTPService
import Logging

/// How the server shall run: environment and flags, checked.
struct Settings: Sendable {
    var database: DatabaseLocation
    /// Nil when `serve` is to make one and keep it beside its database.
    var jwtSecret: [UInt8]?
    /// Tokens signed with it stay valid while they last.
    var jwtSecretPrevious: [UInt8]?
    var host: String
    /// 0 lets the system choose.
    var port: Int
    /// Where metrics are served instead of on ``port``.
    var adminPort: Int?
    /// Under which address people reach the server, without a slash at the end; nil for the one it listens on.
    var publicURL: String?
    var corsOrigins: [String]
    var trustedProxies: TrustedProxies
    var registration: RegistrationPolicy
    var rateLimit: Toggle
    var logLevel: Logger.Level
    var logFormat: LogFormat
    /// Nil when no mail is sent.
    var mail: MailSettings?
    /// The inner places that webhooks may reach.
    var egressAllowance: EgressAllowance
    /// A file of certificates to trust instead of the system's.
    var certificates: String?

    enum Toggle: String, CaseIterable, Sendable {
        case on, off
    }

    enum EventBus: String, CaseIterable, Sendable {
        case local
    }

    /// Bytes of a key for HS256: RFC 7518, section 3.2.
    static let minimumSecretBytes = 32

    init(_ reader: SettingsReader, home: HomeFolders, defaultPort: Int = 8080) throws(SettingsError) {
        database = try DatabaseLocation(reader, home: home)
        jwtSecret = try reader.secret(.jwtSecret, minimumBytes: Self.minimumSecretBytes)
        jwtSecretPrevious = try reader.secret(.jwtSecretPrevious, minimumBytes: Self.minimumSecretBytes)
        host = try reader.value(.host, expected: "a host name or an address", HostName.parse) ?? "127.0.0.1"
        port = try reader.value(.port, expected: Self.portRange, Self.port) ?? defaultPort
        adminPort = try reader.value(.adminPort, expected: Self.portRange, Self.port)
        if let adminPort, adminPort == port, port != 0 {
            throw SettingsError(SettingName.adminPort.rawValue, "is \(adminPort), which is PORT already")
        }
        publicURL = try reader.value(
            .publicURL, expected: "an address like https://todo.example.org", WebAddress.publicURL)
        corsOrigins = try reader.list(
            .corsOrigins, expected: "origins like https://app.example.org", WebAddress.origin)
        trustedProxies =
            try reader.value(
                .trustedProxies, expected: "addresses or networks like 10.0.0.0/8, separated by commas",
                TrustedProxies.init) ?? .none
        registration = try reader.choice(.registration, RegistrationPolicy.self) ?? .open
        rateLimit = try reader.choice(.rateLimit, Toggle.self) ?? .on
        logLevel = try reader.choice(.logLevel, Logger.Level.self) ?? .info
        logFormat = try reader.value(.logFormat, expected: "one of text, json") { LogFormat($0) } ?? Self.usualLogFormat
        // There is one bus so far; the setting is read so that asking for another stops the start.
        _ = try reader.choice(.eventBus, EventBus.self)
        mail = try MailSettings(reader)
        egressAllowance = EgressAllowance(
            try reader.list(.egressAllow, expected: "hosts with ports like inner.example:8080 or [fd00::1]:8080") {
                try? Endpoint($0)
            })
        certificates = try reader.value(.certificates, expected: "a file of certificates that can be read") {
            FileManager.default.isReadableFile(atPath: $0) ? $0 : nil
        }
    }

    /// What links in mails begin with.
    var linkURL: String { publicURL ?? localURL(port: port) }

    /// The address on this machine.
    func localURL(port: Int) -> String {
        let isAny = host == "0.0.0.0" || host == "::"
        return "http://\(HostName.inURL(isAny ? "localhost" : host)):\(port)"
    }

    private static var usualLogFormat: LogFormat { LogFormat("text") ?? .json }

    private static let portRange = "a port (0 to 65535)"

    private static func port(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return UInt16(text).map(Int.init)
    }
}
