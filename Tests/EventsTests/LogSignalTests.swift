import Storage
import Testing
import Time

@testable import Events

struct LogSignalTests {
    let signal = LogSignal()
    let user = Identifier(at: Instant(milliseconds: 0))
    let other = Identifier(at: Instant(milliseconds: 0))

    @Test func `a wake-up while nobody waits is remembered once`() async {
        let listener = signal.listen(to: user)
        for _ in 0..<1000 { signal.wake(user) }
        #expect(await listener.next() == .woken)
        let clock = ManualClock()
        async let second = listener.next(within: .seconds(1), clock: clock)
        await clock.untilAsleep()
        clock.advance(by: .seconds(1))
        #expect(await second == .elapsed)
    }

    @Test func `a listener hears of its own person only`() async {
        let listener = signal.listen(to: user)
        signal.wake(other)
        let clock = ManualClock()
        async let wake = listener.next(within: .seconds(1), clock: clock)
        await clock.untilAsleep()
        clock.advance(by: .seconds(1))
        #expect(await wake == .elapsed)
    }

    @Test func `whoever listens to all hears of everybody`() async {
        let listener = signal.listenToAll()
        signal.wake(user)
        #expect(await listener.next() == .woken)
        signal.wake(other)
        #expect(await listener.next() == .woken)
    }

    @Test func `waking all wakes every listener`() async {
        let listeners = [signal.listen(to: user), signal.listen(to: other), signal.listenToAll()]
        signal.wakeAll()
        for listener in listeners { #expect(await listener.next() == .woken) }
    }

    @Test func `a waiting listener is woken`() async {
        let listener = signal.listen(to: user)
        let clock = ManualClock()
        async let wake = listener.next(within: .seconds(1), clock: clock)
        await clock.untilAsleep()
        signal.wake(user)
        #expect(await wake == .woken)
    }

    @Test func `cancelling the waiting task ends its wait and keeps the listener`() async {
        let listener = signal.listen(to: user)
        let clock = ManualClock()
        let task = Task { await listener.next(within: .seconds(1), clock: clock) }
        await clock.untilAsleep()
        task.cancel()
        #expect(await task.value == .ended)
        signal.wake(user)
        #expect(await listener.next() == .woken)
    }

    @Test func `an ended listener is forgotten and waits no more`() async {
        let listener = signal.listen(to: user)
        let clock = ManualClock()
        async let wake = listener.next(within: .seconds(1), clock: clock)
        await clock.untilAsleep()
        listener.end()
        #expect(await wake == .ended)
        #expect(await listener.next() == .ended)
        #expect(signal.peopleCount == 0)
    }

    @Test func `no wake-up is lost between many writers and one listener`() async {
        let listener = signal.listen(to: user)
        let writers = Task { [signal, user] in
            await withTaskGroup { group in
                for _ in 0..<8 { group.addTask { for _ in 0..<500 { signal.wake(user) } } }
            }
            listener.end()
        }
        var wakes = 0
        while await listener.next() == .woken { wakes += 1 }
        await writers.value
        #expect(wakes >= 1 && wakes <= 4000)
    }
}
