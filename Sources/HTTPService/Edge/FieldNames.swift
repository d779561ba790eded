import HTTPTypes

/// Fields that the types of HTTP have no names for.
extension HTTPField.Name {
    static let referrerPolicy = name("referrer-policy")
    static let xForwardedFor = name("x-forwarded-for")
    static let xFrameOptions = name("x-frame-options")
    static let xRequestID = name("x-request-id")

    private static func name(_ text: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name(parsed: text.description) else {
            preconditionFailure("\(text) is no field name")
        }
        return name
    }
}
