import Events
import JSON
import NIOCore

/// The text of an event stream, step by step.
struct EventFrames {
    /// What to write next. A comment opens the stream, so that the client sees at once that it stands.
    private(set) var next = ByteBuffer(string: ": the stream is open\nretry: 1000\n\n")
    private(set) var isEnd = false

    mutating func take(_ step: StreamStep) {
        switch step {
        case .reset: next = ByteBuffer(string: "event: reset\ndata: {}\n\n")
        case .quiet: next = ByteBuffer(string: ": quiet\n\n")
        case .ended: isEnd = true
        case .events(let events):
            var buffer = ByteBuffer()
            for event in events {
                var json = JSONWriter(capacity: 1024)
                event.write(to: &json)
                buffer.writeString("id: \(event.id)\nevent: \(event.kind.topic)\ndata: ")
                buffer.writeBytes(json.bytes)
                buffer.writeString("\n\n")
            }
            next = buffer
        }
    }
}
