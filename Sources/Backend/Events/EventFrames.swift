import Events
import JSON
import NIOCore

/// The text of an event stream, step by step.
enum EventFrames {
    /// A comment, so that the client sees at once that the stream stands, and how soon to come back after its end.
    static let opening = ByteBuffer(string: ": the stream is open\nretry: 1000\n\n")

    /// Nil at the end.
    static func text(of step: StreamStep) -> ByteBuffer? {
        switch step {
        case .reset: return ByteBuffer(string: "event: reset\ndata: {}\n\n")
        case .quiet: return ByteBuffer(string: ": quiet\n\n")
        case .ended: return nil
        case .events(let events):
            var buffer = ByteBuffer()
            for event in events {
                var json = JSONWriter(capacity: 1024)
                event.write(to: &json)
                buffer.writeString("id: \(event.id)\nevent: \(event.kind.topic)\ndata: ")
                buffer.writeBytes(json.bytes)
                buffer.writeString("\n\n")
            }
            return buffer
        }
    }
}
