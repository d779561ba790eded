@testable import HTTPService
import HTTPTypes
import NIOCore
import Testing

@Suite struct ConnectionStateTests {
    private static let start = NIODeadline.uptimeNanoseconds(0)
    private static let request = ConnectionState.Framing(isHead: false, isOld: false)
    private static let bad = Refusal(.badRequest, "No.")
    private var state = ConnectionState(limits: ConnectionLimits(), at: start)

    private mutating func takeWhole(closes: Bool = false) -> ConnectionState.HeadAction {
        let action = state.receivedHead(Self.request, closes: closes, refusal: nil)
        _ = state.receivedEnd(at: Self.start)
        return action
    }

    private static func seconds(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    @Test mutating func `Patience is for the head, then for nothing while at work, then for the next request`() {
        #expect(state.deadline == Self.seconds(10))
        #expect(takeWhole() == .pass)
        state.readCompleted(hasBegun: false, at: Self.seconds(1))
        #expect(state.deadline == nil)
        #expect(state.answerBegins() == false)
        #expect(state.answerEnded(at: Self.seconds(5)) == .keep)
        #expect(state.deadline == Self.seconds(80))
        #expect(state.timedOut() == .close)
    }

    @Test mutating func `A head that has begun has its time from its first byte on`() {
        _ = takeWhole()
        _ = state.answerEnded(at: Self.seconds(1))
        state.readCompleted(hasBegun: true, at: Self.seconds(50))
        state.readCompleted(hasBegun: true, at: Self.seconds(55))
        #expect(state.deadline == Self.seconds(60))
        #expect(state.timedOut() == .refuse(.slow))
        #expect(takeWhole() == .ignore)
    }

    @Test mutating func `A body has its time in all, and its reader is told when that is over`() {
        #expect(state.receivedHead(Self.request, closes: false, refusal: nil) == .pass)
        state.readCompleted(hasBegun: true, at: Self.seconds(1))
        state.readCompleted(hasBegun: true, at: Self.seconds(20))
        #expect(state.deadline == Self.seconds(31))
        #expect(state.timedOut() == .tell(.slow))
        #expect(state.answerBegins() == true)
        #expect(state.answerEnded(at: Self.seconds(32)) == .linger)
    }

    @Test mutating func `A refusal waits for the answers before it, and nothing comes after it`() {
        #expect(takeWhole() == .pass)
        #expect(takeWhole() == .pass)
        #expect(state.receivedHead(Self.request, closes: false, refusal: Self.bad) == .ignore)
        #expect(takeWhole() == .ignore)
        #expect(state.answerBegins() == false)
        #expect(state.answerEnded(at: Self.start) == .keep)
        #expect(state.answerBegins() == false)
        #expect(state.answerEnded(at: Self.start) == .refuse(Self.bad))
    }

    @Test mutating func `The last request ends the connection`() {
        #expect(takeWhole() == .pass)
        #expect(takeWhole(closes: true) == .pass)
        #expect(takeWhole() == .ignore)
        #expect(state.answerBegins() == false)
        #expect(state.answerEnded(at: Self.start) == .keep)
        #expect(state.answerBegins() == true)
        #expect(state.answerEnded(at: Self.start) == .linger)
    }

    @Test mutating func `An early answer ends the connection, and the rest of the body is thrown away up to a limit`() {
        #expect(state.receivedHead(Self.request, closes: false, refusal: nil) == .pass)
        #expect(state.receivedBody(10) == true)
        #expect(state.answerBegins() == true)
        #expect(state.answerEnded(at: Self.seconds(1)) == .linger)
        #expect(state.deadline == Self.seconds(3))
        #expect(state.receivedBody(1024 * 1024) == false)
        #expect(state.receivedBody(1) == nil)
        #expect(state.receivedEnd(at: Self.start) == false)
    }

    @Test mutating func `After an early answer a short body is read to its end, and the connection lives on`() {
        #expect(state.receivedHead(Self.request, closes: false, length: 65536, refusal: nil) == .pass)
        #expect(state.answerBegins() == false)
        #expect(state.answerEnded(at: Self.seconds(1)) == .keep)
        #expect(state.deadline == Self.seconds(31))
        #expect(state.receivedBody(65536) == true)
        #expect(state.receivedEnd(at: Self.seconds(2)) == true)
        #expect(state.deadline == Self.seconds(77))
        #expect(takeWhole() == .pass)
    }

    @Test mutating func `A parser's failure is told to who can hear it`() {
        #expect(state.failed(Self.bad) == .refuse(Self.bad))
        #expect(state.failed(Self.bad) == .ignore)
        state = ConnectionState(limits: ConnectionLimits(), at: Self.start)
        #expect(takeWhole() == .pass)
        #expect(state.failed(Self.bad) == .ignore)
        #expect(state.answerEnded(at: Self.start) == .refuse(Self.bad))
        state = ConnectionState(limits: ConnectionLimits(), at: Self.start)
        #expect(state.receivedHead(Self.request, closes: false, refusal: nil) == .pass)
        #expect(state.failed(Self.bad) == .tell)
    }

    @Test mutating func `A stop closes what is idle and lets finish what was taken`() {
        #expect(state.quiesces() == true)
        state = ConnectionState(limits: ConnectionLimits(), at: Self.start)
        #expect(takeWhole() == .pass)
        #expect(state.quiesces() == false)
        #expect(takeWhole() == .ignore)
        #expect(state.answerBegins() == true)
    }

    @Test mutating func `Who does not read has little time`() {
        _ = takeWhole()
        _ = state.answerBegins()
        state.writabilityChanged(false, at: Self.seconds(5))
        #expect(state.deadline == Self.seconds(35))
        state.writabilityChanged(true, at: Self.seconds(6))
        #expect(state.deadline == nil)
        state.writabilityChanged(false, at: Self.seconds(7))
        #expect(state.timedOut() == .close)
    }
}
