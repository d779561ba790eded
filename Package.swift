// swift-tools-version: 6.2
import PackageDescription

// Direct packages are pinned exactly: see docs/decisions/0002-exact-pins.md.
let packages: [Package.Dependency] = [
    .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics.git", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit.git", exact: "5.7.1"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "todo",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "todo", targets: ["todo"]),
        // Of use to others too; it needs nothing else from here.
        .library(name: "Recurrence", targets: ["Recurrence", "Time"]),
    ],
    dependencies: packages,
    targets: [
        .target(name: "Time"),
        .target(name: "Recurrence", dependencies: ["Time"]),
        .target(name: "JSON"),
        .target(name: "Storage", dependencies: ["JSON", "Time"]),
        .systemLibrary(name: "CMemmem"),
        .target(name: "StorageSQLite", dependencies: ["CMemmem", "Storage", grdb, grdbSQLite]),
        .target(name: "Events", dependencies: ["JSON", "Storage", "Time", logging, serviceLifecycle]),
        .systemLibrary(name: "CArgon2", providers: [.apt(["libargon2-dev"])]),
        .target(
            name: "Accounts",
            dependencies: ["CArgon2", "Events", "JSON", "Storage", "Time", crypto, jwtKit, logging, serviceLifecycle]),
        .target(name: "Scheduling", dependencies: ["Events", "Storage", "Time", logging, serviceLifecycle]),
        .target(name: "Tasks", dependencies: ["Events", "JSON", "Recurrence", "Storage", "Time"]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "Egress", dependencies: ["CCurl"]),
        .target(
            name: "Notifications",
            dependencies: [
                "Egress", "Events", "JSON", "Scheduling", "Storage", "Time", crypto, logging, mustache,
                serviceLifecycle,
            ]),
        .target(name: "API", dependencies: ["JSON", httpTypes]),
        .target(
            name: "HTTPService",
            dependencies: [
                "API", "JSON", "Time", coreMetrics, httpTypes, hummingbird, hummingbirdCore, logging, metrics, nioCore,
                nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1, nioPosix, serviceLifecycle,
            ]),
        .target(
            name: "Backend",
            dependencies: [
                "API", "Accounts", "Events", "HTTPService", "JSON", "Notifications", "Storage", "Tasks", "Time", crypto,
                httpTypes, hummingbird, logging, nioCore, serviceLifecycle,
            ]),
        .executableTarget(
            name: "todo",
            dependencies: [
                "API", "Accounts", "Backend", "Egress", "Events", "HTTPService", "JSON", "Notifications", "Recurrence",
                "Scheduling", "Storage", "StorageSQLite", "Tasks", "Time", argumentParser, crypto, hummingbird, logging,
                metrics, nioCore, nioPosix, serviceLifecycle, unixSignals,
            ]),

        // The ceilings that `make bench` measures the server against.
        .executableTarget(
            name: "bench",
            dependencies: [
                "CArgon2", "Events", "JSON", "Recurrence", "Storage", "StorageSQLite", "Tasks", "Time", argumentParser,
                grdb, hummingbird, logging, nioCore,
            ],
            path: "Benchmarks/Sources"),

        .testTarget(name: "TimeTests", dependencies: ["Time"]),
        .testTarget(name: "RecurrenceTests", dependencies: ["JSON", "Recurrence", "Time"]),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "StorageSQLite", "Time", grdbSQLite]),
        .testTarget(
            name: "EventsTests", dependencies: ["Events", "JSON", "Storage", "StorageSQLite", "Time", logging]),
        .testTarget(
            name: "AccountsTests",
            dependencies: [
                "Accounts", "CArgon2", "Events", "JSON", "Storage", "StorageSQLite", "Time", crypto, jwtKit, logging,
            ]),
        .testTarget(
            name: "SchedulingTests",
            dependencies: ["Events", "Scheduling", "Storage", "StorageSQLite", "Time", logging]),
        .testTarget(name: "TasksTests", dependencies: ["Events", "JSON", "Storage", "StorageSQLite", "Tasks", "Time"]),
        .testTarget(name: "EgressTests", dependencies: ["CCurl", "Egress"]),
        .testTarget(
            name: "NotificationsTests",
            dependencies: [
                "Egress", "Events", "JSON", "Notifications", "Storage", "StorageSQLite", "Tasks", "Time", crypto,
                logging,
            ]),
        .testTarget(name: "APITests", dependencies: ["API", "JSON"]),
        .testTarget(
            name: "HTTPServiceTests",
            dependencies: [
                "API", "HTTPService", "JSON", "Time", coreMetrics, httpTypes, hummingbird, hummingbirdTesting, logging,
                nioCore, nioEmbedded, nioHTTP1, nioPosix, serviceLifecycle,
            ]),
        .testTarget(
            name: "BackendTests",
            dependencies: [
                "API", "Accounts", "Backend", "Egress", "Events", "HTTPService", "JSON", "Notifications", "Storage",
                "StorageSQLite", "Tasks", "Time", crypto, httpTypes, hummingbird, hummingbirdTesting, logging, nioCore,
                nioPosix, serviceLifecycle,
            ]),
        .testTarget(
            name: "TodoTests",
            dependencies: [
                "Accounts", "Egress", "HTTPService", "JSON", "Notifications", "Storage", "Time", "todo", argumentParser,
                logging,
            ]),
    ],
    swiftLanguageModes: [.v6]
)

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}
