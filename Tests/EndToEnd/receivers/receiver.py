"""Somebody on the other side of HTTP: records what arrives and answers as it is told."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Request:
    def __init__(self, method, path, fields, body):
        self.method = method
        self.path = path
        self.fields = fields
        self.body = body


class Answer:
    def __init__(self, status=204, fields=None, body=b""):
        self.status = status
        self.fields = fields or {}
        self.body = body


class Receiver:
    """Listens from its making to `close`. `decide` may be replaced at any time: it gets each request and returns an
    answer, or None to close the connection without one."""

    def __init__(self, port=0):
        self.requests = []
        self.faults = []
        self.arrived = threading.Condition()
        self.decide = lambda request: Answer()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fields = {name.lower(): value for name, value in self.headers.items()}
                answer = receiver.take(Request(self.command, self.path, fields, body))
                if answer is None:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in answer.fields.items():
                    self.send_header(name, value)
                if answer.status not in (204, 304):
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if answer.status not in (204, 304):
                    self.wfile.write(answer.body)

            do_GET = do_POST

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def place(self):
        """Host and port, as `EGRESS_ALLOW` names them."""
        return f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def url(self):
        return f"http://{self.place}"

    def take(self, request):
        answer = self.check(request) or self.decide(request)
        with self.arrived:
            self.requests.append(request)
            if answer is not None and 200 <= answer.status < 300:
                self.accept(request)
            self.arrived.notify_all()
        return answer

    def check(self, request):
        """An answer that refuses the request; its reason goes to `faults`."""

    def accept(self, request):
        """Hears of a request that is answered with success."""

    def refuse(self, status, reason):
        self.faults.append(reason)
        return Answer(status)

    def wait_until(self, condition, seconds=20):
        """Whether `condition()` held in time; it is asked again after each request."""
        with self.arrived:
            return self.arrived.wait_for(condition, seconds)

    def close(self):
        self.server.shutdown()
        self.server.server_close()
