import Dispatch
import Testing

@testable import Egress

struct LanesTests {
    @Test func `No more run at once than there are lanes, and the others follow in turn`() async throws {
        let lanes = Lanes("test", running: 3, waiting: 100)
        let crowd = Crowd()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<50 {
                group.addTask {
                    try await lanes.run {
                        crowd.enter()
                        crowd.leave()
                        return number
                    }
                }
            }
            var sum = 0
            for try await number in group { sum += number }
            #expect(sum == 1225)
        }
        #expect((1...3).contains(crowd.most))
        #expect(lanes.freeCount == 3)
    }

    @Test func `Who finds the queue full is told at once, who is cancelled leaves it`() async throws {
        let lanes = Lanes("test", running: 1, waiting: 1)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        let running = Task {
            try await lanes.run {
                start.yield()
                gate.wait()
            }
        }
        for await _ in started { break }
        let waiting = Task { try await lanes.run {} }
        while lanes.waitingCount == 0 { await Task.yield() }
        await #expect(throws: EgressError.busy) { try await lanes.run {} }
        waiting.cancel()
        await #expect(throws: EgressError.cancelled) { try await waiting.value }
        #expect(lanes.waitingCount == 0)
        gate.signal()
        try await running.value
        try await lanes.run {}
        #expect(lanes.freeCount == 1)
    }
}
