import Storage
import Testing
import Time

@testable import Events

struct RelayPlanTests {
    let now = Instant(milliseconds: 1_000_000)
    let user = Identifier(at: Instant(milliseconds: 1))
    let other = Identifier(at: Instant(milliseconds: 2))

    func failed(_ user: Identifier) -> PublishReport { PublishReport(user: user, failure: "down") }

    @Test func `whoever is in flight or settling is not looked at`() {
        var plan = RelayPlan()
        plan.start(user)
        #expect(plan.selection(at: now) == .everybody(except: [user], people: RelayPlan.mostInFlight - 1))
        _ = plan.finish(PublishReport(user: user), at: now, jitter: 1)
        #expect(plan.selection(at: now) == .everybody(except: [user], people: RelayPlan.mostInFlight))
        plan.settle(1)
        #expect(plan.selection(at: now) == .everybody(except: [], people: RelayPlan.mostInFlight))
        #expect(plan.isIdle)
    }

    @Test func `with everybody in flight nobody is looked for`() {
        var plan = RelayPlan()
        for number in 0..<RelayPlan.mostInFlight { plan.start(Identifier(at: Instant(milliseconds: Int64(number)))) }
        #expect(plan.selection(at: now) == .nobody)
    }

    @Test(arguments: [(1, 1000), (2, 2000), (3, 4000), (6, 32_000), (7, 60_000), (100, 60_000)] as [(Int, Int64)])
    func `a failure delays its person, longer each time`(failures: Int, milliseconds: Int64) {
        var plan = RelayPlan()
        for _ in 0..<failures {
            plan.start(user)
            _ = plan.finish(failed(user), at: now, jitter: 1)
            plan.settle(1)
        }
        #expect(plan.millisecondsToNextAttempt(at: now) == milliseconds)
        #expect(plan.selection(at: now) == .everybody(except: [user], people: RelayPlan.mostInFlight))
        let due = now.adding(milliseconds: milliseconds)
        #expect(plan.selection(at: due) == .everybody(except: [], people: RelayPlan.mostInFlight))
    }

    @Test(arguments: [(0, 500), (0.5, 750), (1, 1000)] as [(Double, Int64)])
    func `jitter takes up to half of the delay`(jitter: Double, milliseconds: Int64) {
        var plan = RelayPlan()
        _ = plan.finish(failed(user), at: now, jitter: jitter)
        #expect(plan.millisecondsToNextAttempt(at: now) == milliseconds)
    }

    @Test func `success forgets the failures, and both turns are told once`() {
        var plan = RelayPlan()
        #expect(plan.finish(failed(user), at: now, jitter: 1) == .beganFailing)
        #expect(plan.finish(failed(other), at: now, jitter: 1) == .none)
        #expect(plan.finish(PublishReport(user: user), at: now, jitter: 1) == .none)
        #expect(plan.finish(PublishReport(user: other), at: now, jitter: 1) == .recovered)
        #expect(plan.finish(PublishReport(user: other), at: now, jitter: 1) == .none)
        #expect(plan.delayedCount == 0)
    }

    @Test func `when the bus is down only a bounded number is tried and remembered`() {
        var plan = RelayPlan()
        let people = (0..<RelayPlan.mostDelayed).map { Identifier(at: Instant(milliseconds: Int64($0))) }
        for person in people { _ = plan.finish(failed(person), at: now, jitter: 1) }
        plan.settle(people.count)
        #expect(plan.selection(at: now) == .nobody)
        guard case .only(let tried) = plan.selection(at: now.adding(seconds: 1)) else {
            Issue.record("looks for everybody")
            return
        }
        #expect(tried.count == RelayPlan.mostInFlight)
    }

    @Test func `who was due long ago and not found is forgotten`() {
        var plan = RelayPlan()
        _ = plan.finish(failed(user), at: now, jitter: 1)
        plan.settle(1)
        _ = plan.selection(at: now.adding(seconds: 3600))
        #expect(plan.delayedCount == 0)
    }

    @Test func `a clock that is set back delays nobody for long`() {
        var plan = RelayPlan()
        _ = plan.finish(failed(user), at: now.adding(seconds: 86_400), jitter: 1)
        plan.settle(1)
        #expect(plan.selection(at: now) == .everybody(except: [], people: RelayPlan.mostInFlight))
    }
}
