import ArgumentParser
import Accounts
import Egress
import HTTPService
import Logging
import Notifications
import Testing

@testable import todo

struct SettingsTests {
    @Test func `Without any setting the server listens on this machine and keeps its data in the home folder`() throws {
        let settings = try settings([:])
        #expect(settings.database.path == "/home/ada/.local/share/todo/todo.sqlite")
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.adminPort == nil)
        #expect(settings.publicURL == nil)
        #expect(settings.jwtSecret == nil)
        #expect(settings.registration == .open)
        #expect(settings.rateLimit == .on)
        #expect(settings.logLevel == .info)
        #expect(isText(settings.logFormat))
        #expect(settings.corsOrigins.isEmpty)
        #expect(settings.mail == nil)
        #expect(settings.egressAllowance == .none)
        #expect(settings.certificates == nil)
    }

    @Test func `Every setting is read from the environment`() throws {
        let secret = String(repeating: "s", count: 32)
        let settings = try settings([
            "DATABASE_URL": "sqlite:///var/lib/todo/tasks.sqlite", "JWT_SECRET": secret,
            "JWT_SECRET_PREVIOUS": "p" + secret, "HOST": "::", "PORT": "0", "ADMIN_PORT": "9090",
            "PUBLIC_URL": "https://Todo.example.org:443/", "CORS_ORIGINS": "https://a.example, http://b.example:3000",
            "TRUSTED_PROXIES": "10.0.0.0/8,::1", "REGISTRATION": "invite", "RATE_LIMIT": "off", "LOG_LEVEL": "debug",
            "LOG_FORMAT": "json", "EVENT_BUS": "local",
            "SMTP_URL": "smtps://ada:hunter2@mail.example.org", "MAIL_FROM": "Todo <todo@example.org>",
            "EGRESS_ALLOW": "inner.example:8080, [fd00::1]:80", "SSL_CERT_FILE": "/dev/null",
        ])
        #expect(settings.database.path == "/var/lib/todo/tasks.sqlite")
        #expect(settings.jwtSecret == Array(secret.utf8))
        #expect(settings.jwtSecretPrevious == Array(("p" + secret).utf8))
        #expect(settings.host == "::")
        #expect(settings.port == 0)
        #expect(settings.adminPort == 9090)
        #expect(settings.publicURL == "https://todo.example.org")
        #expect(settings.corsOrigins == ["https://a.example", "http://b.example:3000"])
        #expect(settings.registration == .invite)
        #expect(settings.rateLimit == .off)
        #expect(settings.logLevel == .debug)
        #expect(!isText(settings.logFormat))
        #expect(try settings.mail?.server == SMTPServer("smtps://ada:hunter2@mail.example.org"))
        #expect(settings.mail?.sender == MailSender("Todo <todo@example.org>"))
        let inner = [try Endpoint("inner.example:8080"), try Endpoint("[fd00::1]:80")]
        #expect(settings.egressAllowance == EgressAllowance(inner))
        #expect(settings.certificates == "/dev/null")
    }

    @Test(arguments: [
        ("PORT", "eighty", #"PORT is "eighty", but must be a port (0 to 65535)"#),
        ("PORT", "65536", #"PORT is "65536", but must be a port (0 to 65535)"#),
        ("PORT", "+80", #"PORT is "+80", but must be a port (0 to 65535)"#),
        ("PORT", " 80", #"PORT is " 80", but must be a port (0 to 65535)"#),
        ("ADMIN_PORT", "-1", #"ADMIN_PORT is "-1", but must be a port (0 to 65535)"#),
        ("ADMIN_PORT", "8080", "ADMIN_PORT is 8080, which is PORT already"),
        ("HOST", "my host", #"HOST is "my host", but must be a host name or an address"#),
        ("HOST", "[::1]", #"HOST is "[::1]", but must be a host name or an address"#),
        ("HOST", "10.0.0.0/8", #"HOST is "10.0.0.0/8", but must be a host name or an address"#),
        (
            "PUBLIC_URL", "todo.example.org",
            #"PUBLIC_URL is "todo.example.org", but must be an address like https://todo.example.org"#
        ),
        (
            "PUBLIC_URL", "https://ada:pw@todo.example.org",
            #"PUBLIC_URL is "https://ada:pw@todo.example.org", but must be an address like https://todo.example.org"#
        ),
        (
            "CORS_ORIGINS", "https://a.example,*",
            #"CORS_ORIGINS has "*", but must list origins like https://app.example.org, separated by commas"#
        ),
        (
            "CORS_ORIGINS", "https://a.example/app",
            #"CORS_ORIGINS has "https://a.example/app", but must list origins like https://app.example.org, "#
                + "separated by commas"
        ),
        (
            "TRUSTED_PROXIES", "10.0.0.0/33",
            #"TRUSTED_PROXIES is "10.0.0.0/33", but must be addresses or networks like 10.0.0.0/8, separated by commas"#
        ),
        (
            "TRUSTED_PROXIES", "proxy.example",
            #"TRUSTED_PROXIES is "proxy.example", but must be addresses or networks like 10.0.0.0/8, separated by commas"#
        ),
        ("REGISTRATION", "Open", #"REGISTRATION is "Open", but must be one of open, invite, closed"#),
        ("RATE_LIMIT", "true", #"RATE_LIMIT is "true", but must be one of on, off"#),
        (
            "LOG_LEVEL", "verbose",
            #"LOG_LEVEL is "verbose", but must be one of trace, debug, info, notice, warning, error, critical"#
        ),
        ("LOG_FORMAT", "xml", #"LOG_FORMAT is "xml", but must be one of text, json"#),
        ("EVENT_BUS", "kafka", #"EVENT_BUS is "kafka", but must be one of local"#),
        (
            "MAIL_FROM", "todo",
            #"MAIL_FROM is "todo", but must be an address, perhaps with a name: Todo <todo@example.org>"#
        ),
        (
            "EGRESS_ALLOW", "a:80,inner.example",
            #"EGRESS_ALLOW has "inner.example", but must list hosts with ports like inner.example:8080 or "#
                + "[fd00::1]:8080, separated by commas"
        ),
        (
            "EGRESS_ALLOW", "http://inner.example:80",
            #"EGRESS_ALLOW has "http://inner.example:80", but must list hosts with ports like inner.example:8080 or "#
                + "[fd00::1]:8080, separated by commas"
        ),
        (
            "SSL_CERT_FILE", "/nowhere",
            #"SSL_CERT_FILE is "/nowhere", but must be a file of certificates that can be read"#
        ),
        (
            "SMTP_URL", "smtp://localhost", "MAIL_FROM is not set, but SMTP_URL is: mail needs a sender"
        ),
        (
            "SMTP_URL", "mail.example.org",
            "SMTP_URL must be smtp://user:password@host:587 or smtps://user:password@host:465: "
                + "it must begin with smtp:// or smtps://"
        ),
        ("JWT_SECRET", "short", "JWT_SECRET has 5 bytes, but a secret needs at least 32"),
        ("JWT_SECRET_FILE", "/nowhere", #"JWT_SECRET_FILE names "/nowhere", which cannot be read"#),
        ("JWT_SECRET_FILE", "/short", "JWT_SECRET_FILE has 1 bytes, but a secret needs at least 32"),
    ])
    func `A wrong value stops the start with one line that names it`(
        name: String, value: String, line: String
    ) throws {
        #expect(throws: SettingsError(description: line)) { try settings([name: value]) }
    }

    @Test(arguments: [
        "postgres://ada:hunter2@db/todo", "mysql://ada:hunter2@db/todo", "sqlite:", "sqlite://host/hunter2",
        "sqlite:///tmp/", "sqlite:///tmp/hunter2?mode=ro", "hunter2.sqlite",
    ])
    func `A wrong database address is not repeated, because it may hold a password`(url: String) throws {
        let error = try #require(throws: SettingsError.self) { try settings(["DATABASE_URL": url]) }
        #expect(error.description.hasPrefix("DATABASE_URL must be sqlite:///absolute/path or sqlite:relative/path"))
        #expect(!error.description.contains("hunter2"))
    }

    @Test(arguments: [
        ("sqlite:///var/lib/todo.sqlite", "/var/lib/todo.sqlite"), ("sqlite:todo.db", "todo.db"),
        ("sqlite:/var/lib/todo.sqlite", "/var/lib/todo.sqlite"), ("sqlite:my%20tasks.db", "my tasks.db"),
    ])
    func `A database address names a file`(url: String, path: String) throws {
        #expect(try settings(["DATABASE_URL": url]).database.path == path)
    }

    @Test func `The data folder follows XDG_DATA_HOME when it is absolute`() throws {
        #expect(try settings(["XDG_DATA_HOME": "/data"]).database.path == "/data/todo/todo.sqlite")
        #expect(
            try settings(["XDG_DATA_HOME": "data"]).database.path == "/home/ada/.local/share/todo/todo.sqlite")
    }

    @Test func `Without a home the database must be named`() throws {
        let error = try #require(throws: SettingsError.self) { try settings(["HOME": ""]) }
        #expect(error.description.hasPrefix("DATABASE_URL is not set"))
    }

    @Test func `A flag wins over the environment and is named in its place`() throws {
        #expect(try settings(["PORT": "1"], flags: [.port: "2"]).port == 2)
        #expect(throws: SettingsError(description: #"--port is "x", but must be a port (0 to 65535)"#)) {
            try settings(["PORT": "1"], flags: [.port: "x"])
        }
    }

    @Test func `An empty variable counts as not set, an empty flag as wrong`() throws {
        #expect(try settings(["PORT": "", "CORS_ORIGINS": "", "JWT_SECRET": ""]).port == 8080)
        #expect(throws: SettingsError.self) { try settings([:], flags: [.port: ""]) }
    }

    @Test func `A secret may stand in a file, without the line feed at its end`() throws {
        #expect(
            try settings(["JWT_SECRET_FILE": "/secret"]).jwtSecret == Array(repeating: UInt8(ascii: "k"), count: 40))
        #expect(throws: SettingsError.self) {
            try settings(["JWT_SECRET_FILE": "/secret", "JWT_SECRET": String(repeating: "k", count: 40)])
        }
    }

    @Test func `The mail server's address is a secret: it may stand in a file, and no message repeats it`() throws {
        let settings = try settings(["SMTP_URL_FILE": "/smtp", "MAIL_FROM": "todo@example.org"])
        #expect(try settings.mail?.server == SMTPServer("smtp://ada:hunter2@mail.example.org"))
        let error = try #require(throws: SettingsError.self) {
            try self.settings(["SMTP_URL": "smtp://ada:hunter2/@mail.example.org", "MAIL_FROM": "todo@example.org"])
        }
        #expect(error.description.hasPrefix("SMTP_URL must be") && !error.description.contains("hunter2"))
    }

    @Test func `Every setting but the secrets has a flag`() throws {
        let help = Doctor.helpMessage(columns: 200)
        for name in SettingName.allCases {
            #expect(help.contains(name.flag + " <") != name.isSecret, "\(name.flag)")
        }
    }

    private func settings(
        _ environment: [String: String], flags: [SettingName: String] = [:]
    ) throws -> Settings {
        let environment = ["HOME": "/home/ada"].merging(environment) { $1 }
        let files = [
            "/secret": String(repeating: "k", count: 40) + "\n", "/short": "k\n",
            "/smtp": "smtp://ada:hunter2@mail.example.org\n",
        ]
        let reader = SettingsReader(environment: environment, flags: flags) { path in
            guard let text = files[path] else { throw Failure("no such file") }
            return text
        }
        return try Settings(reader, home: HomeFolders(environment: environment))
    }

    private func isText(_ format: LogFormat) -> Bool {
        if case .text = format { true } else { false }
    }
}
