@testable import Scheduling
import Testing
import Time

struct AgendaTests {
    private func moment(_ wall: Int64, steady: Duration = .zero) -> Agenda.Moment {
        Agenda.Moment(wall: Instant(milliseconds: wall), steady: steady)
    }

    private func instants(_ values: Int64?...) -> [Instant?] { values.map { $0.map(Instant.init(milliseconds:)) } }

    @Test(arguments: [
        ([nil, nil], Agenda.Action.sleep(.seconds(60))),
        ([nil, 11_000], .sleep(.milliseconds(1000))),
        ([12_000, 11_000], .sleep(.milliseconds(1000))),
        ([10_000, nil], .work(duty: 0)),
        ([9_999, 9_998], .work(duty: 1)),
        ([9_999, 11_000], .work(duty: 0)),
        ([Int64.max, nil], .sleep(.seconds(60))),
        ([Int64.min, nil], .work(duty: 0)),
    ])
    func `It works what came first, and sleeps until the next instant, a minute at most`(
        next: [Int64?], action: Agenda.Action
    ) {
        var agenda = Agenda()
        let instants = next.map { $0.map(Instant.init(milliseconds:)) }
        #expect(agenda.handle(.looked(instants, at: moment(10_000))) == action)
    }

    @Test func `It looks again after every sleep and every piece of work`() {
        var agenda = Agenda()
        #expect(agenda.handle(.awake) == .look)
        #expect(agenda.handle(.worked(duty: 0, count: 500, at: moment(0))) == .look)
        #expect(agenda.handle(.workFailed(duty: 0, at: moment(0))) == .look)
        #expect(agenda.handle(.lookFailed) == .sleep(.seconds(1)))
    }

    @Test func `A duty that fails waits longer each time and holds up no other`() {
        var agenda = Agenda()
        var steady = Duration.zero
        for pause in [1, 2, 4, 8, 16, 30, 30] {
            _ = agenda.handle(.workFailed(duty: 0, at: moment(0, steady: steady)))
            #expect(agenda.handle(.looked(instants(-5, nil), at: moment(0, steady: steady))) == .sleep(.seconds(pause)))
            #expect(agenda.handle(.looked(instants(-5, -1), at: moment(0, steady: steady))) == .work(duty: 1))
            steady += .seconds(pause)
            #expect(agenda.handle(.looked(instants(-5, -1), at: moment(0, steady: steady))) == .work(duty: 0))
        }
        _ = agenda.handle(.worked(duty: 0, count: 1, at: moment(0, steady: steady)))
        #expect(agenda.handle(.looked(instants(-5, nil), at: moment(0, steady: steady))) == .work(duty: 0))
    }

    @Test func `A duty that finds nothing although something is due does not spin`() {
        var agenda = Agenda()
        _ = agenda.handle(.worked(duty: 0, count: 0, at: moment(0)))
        #expect(agenda.handle(.looked(instants(-1), at: moment(0))) == .sleep(.seconds(1)))
    }

    @Test func `A wall clock that jumps ahead makes due what it passed, one that jumps back makes it wait`() {
        var agenda = Agenda()
        let alarm = instants(1_000_000)
        #expect(agenda.handle(.looked(alarm, at: moment(0))) == .sleep(.seconds(60)))
        #expect(agenda.handle(.looked(alarm, at: moment(86_400_000, steady: .seconds(60)))) == .work(duty: 0))
        #expect(agenda.handle(.looked(alarm, at: moment(990_000, steady: .seconds(61)))) == .sleep(.seconds(10)))
    }

    @Test func `A pause after a failure is not lengthened by a wall clock that is set back`() {
        var agenda = Agenda()
        _ = agenda.handle(.workFailed(duty: 0, at: moment(3_600_000)))
        #expect(agenda.handle(.looked(instants(-1), at: moment(0, steady: .seconds(1)))) == .work(duty: 0))
    }
}
