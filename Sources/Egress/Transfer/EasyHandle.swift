import CCurl

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A libcurl handle for one transfer. The first option that cannot be set spoils it: nothing is sent with half of its
/// guards.
struct EasyHandle: ~Copyable {
    private let handle: UnsafeMutableRawPointer
    /// Libcurl calls it until the handle is gone.
    private let exchange: Exchange
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var fault: CURLcode = CURLE_OK

    /// Once for the process, and thread-safe, as a global's initializer is.
    private static let isReady: Bool = {
        // OpenSSL writes to sockets whose other side may be gone, and the system's answer to that is a signal that ends
        // the process. Libcurl must not touch signals where there are threads, so they are ignored here, as NIO does.
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()

    /// Nil when there is no memory.
    init?(_ exchange: Exchange) {
        guard Self.isReady, let handle = curl_easy_init() else { return nil }
        self.handle = handle
        self.exchange = exchange
        note(
            todo_curl_set_callbacks(
                handle, Unmanaged.passUnretained(exchange).toOpaque(), Exchange.openSocket, Exchange.takeBody,
                Exchange.takeLine, Exchange.giveBytes, Exchange.goOn, Exchange.watch))
    }

    deinit {
        // Says goodbye to a mail server, so it goes on calling.
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    mutating func set(_ option: CURLoption, _ value: Int) { note(todo_curl_set_long(handle, option, value)) }

    mutating func set(_ option: CURLoption, _ isOn: Bool) { set(option, isOn ? 1 : 0) }

    mutating func set(_ option: CURLoption, _ text: String) { note(todo_curl_set_text(handle, option, text)) }

    mutating func set(_ option: CURLoption, _ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        set(option, max(1, Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)))
    }

    mutating func set(_ option: CURLoption, _ items: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for item in items {
            guard let longer = curl_slist_append(list, item) else {
                curl_slist_free_all(list)
                return note(CURLE_OUT_OF_MEMORY)
            }
            list = longer
        }
        guard let list else { return }
        // Libcurl does not copy it.
        lists.append(list)
        note(todo_curl_set_list(handle, option, list))
    }

    /// The content of a POST request, which libcurl copies.
    mutating func setContent(_ bytes: [UInt8]) {
        note(todo_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)))
        bytes.withUnsafeBytes { bytes in
            // An empty content still needs an address, or libcurl would ask for the bytes.
            let start: UnsafeRawPointer? = bytes.baseAddress
            if let start, !bytes.isEmpty {
                note(todo_curl_set_bytes(handle, CURLOPT_COPYPOSTFIELDS, start))
            } else {
                note(todo_curl_set_text(handle, CURLOPT_COPYPOSTFIELDS, ""))
            }
        }
    }

    /// Blocks until the transfer is over.
    func perform() -> CURLcode { fault == CURLE_OK ? curl_easy_perform(handle) : fault }

    /// The status of the last answer, or the code of a mail server's last reply; 0 when there was none.
    var responseCode: Int {
        var code = 0
        return todo_curl_response_code(handle, &code) == CURLE_OK ? code : 0
    }

    private mutating func note(_ code: CURLcode) {
        if fault == CURLE_OK { fault = code }
    }
}
