public import JSON

extension JSONValue {
    /// Reads what this program wrote into a column.
    ///
    /// - Throws: ``StorageError/unreadable(_:)``: whoever asks sent nothing wrong.
    public init(stored bytes: some Sequence<UInt8>) throws(StorageError) {
        do {
            self = try JSONParser.parse(bytes)
        } catch {
            throw .unreadable("JSON: \(error)")
        }
    }
}
