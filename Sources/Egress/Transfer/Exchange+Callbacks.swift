import CCurl

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Exchange {
    /// The exchange behind the pointer that libcurl hands back; it outlives its handle (see ``EasyHandle``).
    private static func from(_ context: UnsafeMutableRawPointer?) -> Exchange? {
        context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The last word before a connection is made: to the address that libcurl has now, whatever was resolved before.
    static let openSocket: curl_opensocket_callback = { context, purpose, address in
        guard let exchange = Exchange.from(context), let address, purpose == CURLSOCKTYPE_IPCXN,
            let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr)
        else { return CURL_SOCKET_BAD }
        let socketAddress = UnsafeRawBufferPointer(
            start: UnsafeRawPointer(address) + offset, count: Int(address.pointee.addrlen))
        guard exchange.mayConnect(to: IPAddress(socketAddress: socketAddress)) else { return CURL_SOCKET_BAD }
        return socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    static let takeBody: curl_write_callback = { bytes, size, count, context in
        let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Exchange.from(context)?.take(body: bytes) == true ? bytes.count : 0
    }

    static let takeLine: curl_write_callback = { bytes, size, count, context in
        let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return Exchange.from(context)?.take(line: bytes) == true ? bytes.count : 0
    }

    static let giveBytes: curl_read_callback = { buffer, size, count, context in
        Exchange.from(context)?.give(UnsafeMutableRawBufferPointer(start: buffer, count: size * count)) ?? 0
    }

    /// Asked many times a second while bytes flow, and once a second while nothing happens.
    static let goOn: curl_xferinfo_callback = { context, _, _, _, _ in
        Exchange.from(context)?.shallStop == false ? 0 : 1
    }

    static let watch: curl_debug_callback = { _, kind, bytes, count, context in
        if kind == CURLINFO_HEADER_OUT {
            Exchange.from(context)?.note(sent: UnsafeRawBufferPointer(start: bytes, count: count))
        }
        return 0
    }
}
