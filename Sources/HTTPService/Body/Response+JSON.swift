public import API
public import HTTPTypes
public import Hummingbird
public import JSON
import NIOCore

extension Response {
    /// An answer whose body is JSON.
    public static func json(
        _ json: borrowing JSONWriter, status: HTTPResponse.Status = .ok, fields: HTTPFields = [:]
    ) -> Response {
        .json(json.withBytes { ByteBuffer(bytes: $0) }, status: status, fields: fields)
    }

    /// An answer whose body is JSON that is already written.
    public static func json(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, fields: HTTPFields = [:]
    ) -> Response {
        .json(ByteBuffer(bytes: bytes), status: status, fields: fields)
    }

    private static func json(_ body: ByteBuffer, status: HTTPResponse.Status, fields: HTTPFields) -> Response {
        var fields = fields
        fields[.contentType] = "application/json"
        return Response(status: status, headers: fields, body: ResponseBody(byteBuffer: body))
    }

    /// 204, without a body.
    public static var noContent: Response { Response(status: .noContent) }

    /// - Parameter instance: the path that was asked for.
    public static func problem(_ problem: Problem, instance: String) -> Response {
        var fields = problem.headers
        fields[.contentType] = Problem.mediaType
        let body = ByteBuffer(bytes: problem.body(instance: instance))
        return Response(status: problem.status, headers: fields, body: ResponseBody(byteBuffer: body))
    }
}
