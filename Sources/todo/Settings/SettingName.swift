/// What can be set: environment variables, and flags of the same name except for secrets.
enum SettingName: String, CaseIterable, Sendable {
    case databaseURL = "DATABASE_URL"
    case jwtSecret = "JWT_SECRET"
    case jwtSecretPrevious = "JWT_SECRET_PREVIOUS"
    case host = "HOST"
    case port = "PORT"
    case adminPort = "ADMIN_PORT"
    case publicURL = "PUBLIC_URL"
    case corsOrigins = "CORS_ORIGINS"
    case trustedProxies = "TRUSTED_PROXIES"
    case registration = "REGISTRATION"
    case rateLimit = "RATE_LIMIT"
    case logLevel = "LOG_LEVEL"
    case logFormat = "LOG_FORMAT"
    case eventBus = "EVENT_BUS"
    case smtpURL = "SMTP_URL"
    case mailFrom = "MAIL_FROM"
    case egressAllow = "EGRESS_ALLOW"
    case certificates = "SSL_CERT_FILE"

    /// Secrets have no flag, because everybody on a machine sees its command lines; a file named by `…_FILE` may
    /// hold them instead.
    var isSecret: Bool {
        switch self {
        case .jwtSecret, .jwtSecretPrevious, .smtpURL: true
        case .databaseURL, .host, .port, .adminPort, .publicURL, .corsOrigins, .trustedProxies, .registration,
            .rateLimit, .logLevel, .logFormat, .eventBus, .mailFrom, .egressAllow, .certificates:
            false
        }
    }

    /// `--database-url` for `DATABASE_URL`.
    var flag: String { "--" + rawValue.lowercased().replacing("_", with: "-") }
}
