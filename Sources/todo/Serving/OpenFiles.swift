import Foundation

/// How many files the process may have open. Each connection is one, and many systems allow 1024 unless asked.
enum OpenFiles {
    /// Asks for as many as may be had without privileges; what is refused stays as it was.
    static func allowAll() {
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let resource = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(resource, &limit)
    }
}
