import CCurl

extension EasyHandle {
    /// What every transfer has in common: it goes to the checked addresses, nothing in the environment or in an answer
    /// can lead it elsewhere, and it ends in time.
    ///
    /// - Parameters:
    ///   - protocols: the schemes that may be spoken: `http,https`.
    ///   - timeout: for the whole transfer.
    mutating func guardTransfer(_ route: Route, protocols: String, certificates: String?, timeout: Duration) {
        set(CURLOPT_PROTOCOLS_STR, protocols)
        set(CURLOPT_REDIR_PROTOCOLS_STR, protocols)
        set(CURLOPT_FOLLOWLOCATION, false)
        if let pin = route.pin { set(CURLOPT_RESOLVE, [pin]) }
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOPROXY, "*")
        set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        set(CURLOPT_NOSIGNAL, true)
        set(CURLOPT_FRESH_CONNECT, true)
        set(CURLOPT_FORBID_REUSE, true)
        set(CURLOPT_TIMEOUT_MS, timeout)
        set(CURLOPT_CONNECTTIMEOUT_MS, min(timeout, .seconds(10)))
        // Whatever waits for a mail server's reply obeys the progress callback; this is the outer bound.
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, Int(clamping: timeout.components.seconds)))
        set(CURLOPT_NOPROGRESS, false)
        set(CURLOPT_SSL_VERIFYPEER, true)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        if let certificates { set(CURLOPT_CAINFO, certificates) }
    }
}
