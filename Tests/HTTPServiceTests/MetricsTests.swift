import CoreMetrics
@testable import HTTPService
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@Suite struct MetricsTests {
    private func text(_ registry: PrometheusRegistry) -> String { String(decoding: registry.render(), as: UTF8.self) }

    @Test func `Metrics are written in the text format`() {
        let registry = PrometheusRegistry()
        registry.counter("b_total", help: "B\\\n.", labels: [("k", "a\"b\\\n")]).increment()
        registry.gauge("a").set(1.5)
        let histogram = registry.histogram("c_seconds", help: "C.", labels: [("k", "v")], bounds: [0.1, 1])
        for value in [0.05, 0.1, 0.5, 7] { histogram.record(value) }
        registry.observe("d", help: "D.") { .infinity }
        registry.observe("e") { nil }
        #expect(
            text(registry) == """
                # TYPE a gauge
                a 1.5
                # HELP b_total B\\\\\\n.
                # TYPE b_total counter
                b_total{k="a\\"b\\\\\\n"} 1
                # HELP c_seconds C.
                # TYPE c_seconds histogram
                c_seconds_bucket{k="v",le="0.1"} 2
                c_seconds_bucket{k="v",le="1"} 3
                c_seconds_bucket{k="v",le="+Inf"} 4
                c_seconds_sum{k="v"} 7.65
                c_seconds_count{k="v"} 4
                # HELP d D.
                # TYPE d gauge
                d +Inf
                # TYPE e gauge

                """)
    }

    @Test func `The same name and labels are the same series`() {
        let registry = PrometheusRegistry()
        #expect(registry.counter("a", labels: [("x", "1")]) === registry.counter("a", labels: [("x", "1")]))
        #expect(registry.counter("a", labels: [("x", "1")]) !== registry.counter("a", labels: [("x", "2")]))
        registry.gauge("a").set(3.0)
        #expect(!text(registry).contains("a 3"))
    }

    @Test func `Labels without end do not fill the memory`() {
        let registry = PrometheusRegistry()
        for number in 0..<5000 { registry.counter("a", labels: [("x", "\(number)")]).increment() }
        #expect(text(registry).split(separator: "\n").count == PrometheusRegistry.maximumSeries + 1)
    }

    @Test func `Libraries that speak swift-metrics record here`() {
        let registry = PrometheusRegistry()
        Counter(label: "app.things", factory: registry).increment(by: 2)
        CoreMetrics.Timer(label: "app.work", factory: registry).recordNanoseconds(2_000_000)
        let meter = Meter(label: "app.level", factory: registry)
        meter.increment(by: 3)
        meter.decrement(by: 1)
        #expect(text(registry).contains("app_things_total 2\n"))
        #expect(text(registry).contains("app_work_seconds_sum 0.002\n"))
        #expect(text(registry).contains("app_level 2\n"))
        meter.destroy()
        #expect(!text(registry).contains("app_level 2\n"))
    }

    @Test func `Requests are counted by the pattern of their route`() async throws {
        let registry = PrometheusRegistry()
        let router = testRouter()
        router.get("/tasks/{id}") { _, _ in Response.json([0x31]) }
        router.addOperations(Operations(metrics: registry, workers: { _ in }))
        let routes = RouteTable(router)
        let edge = Edge(
            router.buildResponder(), routes: routes, metrics: RequestMetrics(registry, routes: routes),
            logger: Logger(label: "test"))
        try await Application(responder: edge).test(.router) { client in
            for path in ["/tasks/1", "/tasks/2", "/none/1", "/none/2", "/chunks"] {
                _ = try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
            }
            try await client.execute(uri: "/metrics", method: .get) { response in
                let text = String(buffer: response.body)
                #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
                let requests = "http_server_requests_total"
                #expect(text.contains("\(requests){method=\"GET\",route=\"/tasks/{id}\",status=\"200\"} 2\n"))
                #expect(text.contains("\(requests){method=\"GET\",route=\"/chunks\",status=\"200\"} 1\n"))
                #expect(text.contains("\(requests){method=\"\",route=\"unrouted\",status=\"404\"} 2\n"))
                #expect(text.contains("http_server_active_requests 1\n"))
                #expect(!text.contains("/tasks/1"))
            }
        }
    }

    @Test func `Connections are counted, and what is refused on them`() async throws {
        let registry = PrometheusRegistry()
        try await withServer(metrics: ConnectionMetrics(registry)) { server in
            #expect(try await server.answer(to: "GET /ok HTTP/1.1\r\n\r\n").status == 400)
            let open = try await server.connect()
            try await open.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await open.readAnswer().status == 200)
            #expect(text(registry).contains("http_server_refused_total{status=\"400\"} 1\n"))
            #expect(registry.gauge("http_server_open_connections").value >= 1)
            await open.close()
        }
        #expect(registry.gauge("http_server_open_connections").value == 0)
    }
}
