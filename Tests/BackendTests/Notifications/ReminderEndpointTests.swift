import HTTPTypes
import JSON
import Testing

@Suite struct ReminderEndpointTests {
    @Test func `Preferences change by the members that are given`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let path = "/api/users/me/reminders"
            let standard =
                #"{"lead_times":[],"channels":["in_app","email","webhook","push"],"quiet_hours":null,"digest_time":null}"#
            #expect(try await person.send(.get, path).text == standard)
            let changed = try await person.send(
                .put, path,
                #"{"lead_times": ["PT30M", "P1D", "PT30M"], "quiet_hours": {"from": "22:00", "until": "07:00"}}"#)
            #expect(changed.status == .ok)
            #expect(changed.json["lead_times"]?.array?.compactMap(\.string) == ["P1D", "PT30M"])
            let more = try await person.send(.put, path, #"{"digest_time": "08:00", "channels": ["push", "in_app"]}"#)
            #expect(
                more.text
                    == #"{"lead_times":["P1D","PT30M"],"channels":["in_app","push"],"quiet_hours":{"from":"22:00","until":"07:00"},"digest_time":"08:00"}"#
            )
            #expect(try await person.send(.put, path, more.text).text == more.text)
            let less = try await person.send(
                .put, path, #"{"digest_time": null, "quiet_hours": null, "lead_times": null}"#)
            #expect(
                less.text == #"{"lead_times":[],"channels":["in_app","push"],"quiet_hours":null,"digest_time":null}"#)
        }
    }

    @Test(arguments: [
        ("[]", [""]), (#"{"lead_times": "PT1H"}"#, ["lead_times"]), (#"{"lead_times": ["1h"]}"#, ["lead_times[0]"]),
        (#"{"lead_times": ["P367D"]}"#, ["lead_times[0]"]), (#"{"lead_times": [null]}"#, ["lead_times[0]"]),
        (#"{"channels": ["pigeon"]}"#, ["channels[0]"]),
        (#"{"quiet_hours": {"from": "22:00"}}"#, ["quiet_hours.until"]),
        (#"{"quiet_hours": {"from": "8:00", "until": "09:00"}}"#, ["quiet_hours.from"]),
        (#"{"quiet_hours": {"from": "08:00", "until": "08:00"}}"#, ["quiet_hours"]),
        (#"{"quiet_hours": {"from": "08:00", "until": "09:00", "to": "1"}}"#, ["quiet_hours.to"]),
        (#"{"digest_time": "24:00"}"#, ["digest_time"]), (#"{"digest": "08:00"}"#, ["digest"]),
    ])
    func `Preferences that nobody can have are named`(body: String, refused: [String]) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let reply = try await person.send(.put, "/api/users/me/reminders", body)
            #expect(reply.status == .unprocessableContent)
            #expect(reply.refused == refused)
        }
    }

    @Test func `A task has reminders of its own until it gets the person's back`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let task = try await person.send(.post, "/api/tasks", #"{"title": "a", "due_date": "2999-01-01"}"#)
            let path = "/api/tasks/\(try #require(task.json["id"]?.string))/reminders"
            #expect(try await person.send(.get, path).text == #"{"reminders":null,"snoozed_until":null}"#)
            let own = try await person.send(
                .put, path, #"{"reminders": [{"before": "PT90M"}, {"at": "2998-12-31T08:00:00+01:00"}]}"#)
            #expect(
                own.text
                    == #"{"reminders":[{"before":"PT1H30M"},{"at":"2998-12-31T07:00:00Z"}],"snoozed_until":null}"#)
            #expect(try await person.send(.put, path, own.text).text == own.text)
            #expect(
                try await person.send(.put, path, #"{"reminders": []}"#).text
                    == #"{"reminders":[],"snoozed_until":null}"#)
            #expect(
                try await person.send(.put, path, #"{"reminders": null}"#).text
                    == #"{"reminders":null,"snoozed_until":null}"#)
        }
    }

    @Test(arguments: [
        ("{}", ["reminders"]), (#"{"reminders": {}}"#, ["reminders"]), (#"{"reminders": [{}]}"#, ["reminders[0]"]),
        (#"{"reminders": [{"before": "PT1H", "at": "2030-01-01T00:00:00Z"}]}"#, ["reminders[0]"]),
        (#"{"reminders": [{"after": "PT1H"}]}"#, ["reminders[0]"]), (#"{"reminders": ["PT1H"]}"#, ["reminders[0]"]),
        (#"{"reminders": [{"before": "P400D"}]}"#, ["reminders[0]"]),
        (#"{"reminders": [{"at": "2030-01-01"}]}"#, ["reminders[0]"]),
        (#"{"reminders": [1,2,3,4,5,6,7,8,9,10,11]}"#, ["reminders"]), (#"{"reminders": null, "x": 1}"#, ["x"]),
    ])
    func `Reminders that no task can have are named, and a stranger learns nothing`(
        body: String, refused: [String]
    ) async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let task = try await person.send(.post, "/api/tasks", #"{"title": "a"}"#)
            let path = "/api/tasks/\(try #require(task.json["id"]?.string))/reminders"
            #expect(try await person.send(.put, path, body).refused == refused)
            #expect(try await server.person().send(.put, path, body).status == .notFound)
        }
    }

    @Test func `A snooze is for a while or until an instant`() async throws {
        try await TestServer.run { server in
            let person = try await server.person()
            let task = try await person.send(.post, "/api/tasks", #"{"title": "a", "due_date": "2999-01-01"}"#)
            let id = try #require(task.json["id"]?.string)
            let path = "/api/tasks/\(id)/snooze"
            let until = try await person.send(.post, path, #"{"until": "2998-01-01T00:00:00Z"}"#)
            #expect(until.text == #"{"reminders":null,"snoozed_until":"2998-01-01T00:00:00Z"}"#)
            let soon = try await person.send(.post, path, #"{"for": "PT1H"}"#)
            #expect(soon.status == .ok && soon.json["snoozed_until"]?.string != nil)
            for (body, refused) in [
                ("{}", "until"), (#"{"until": "2020-01-01T00:00:00Z"}"#, "until"), (#"{"for": "PT0S"}"#, "for"),
                (#"{"for": "P400D"}"#, "for"), (#"{"for": "PT1H", "until": "2998-01-01T00:00:00Z"}"#, "until"),
                (#"{"until": "tomorrow"}"#, "until"), (#"{"for": "PT1H", "until": null}"#, "until"),
                (#"{"fro": "PT1H", "for": "PT1H"}"#, "fro"),
            ] {
                let reply = try await person.send(.post, path, body)
                #expect(reply.status == .unprocessableContent && reply.refused == [refused], "\(body)")
            }
            _ = try await person.send(.patch, "/api/tasks/\(id)/complete")
            #expect(try await person.send(.post, path, #"{"for": "PT1H"}"#).refused == ["until"])
        }
    }
}
