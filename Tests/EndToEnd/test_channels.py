"""Webhooks and Web Push, from a change of a task to what independent libraries make of it on the other side."""

import time

import pytest

from person import Person
from receivers.push import Browser, PushService
from receivers.receiver import Answer
from receivers.webhooks import WebhookReceiver
from server import Server


@pytest.fixture
def receiver():
    receiver = WebhookReceiver()
    yield receiver
    receiver.close()


@pytest.fixture
def push_service():
    service = PushService()
    yield service
    service.close()


@pytest.fixture
def outward(binary, tmp_path, receiver, push_service):
    """A server that may reach the receivers, running."""
    server = Server(
        binary, tmp_path, EGRESS_ALLOW=f"{receiver.place},{push_service.place}",
        PUBLIC_URL="https://todo.example.org")
    server.start()
    yield server
    if server.is_running:
        server.stop()


@pytest.fixture
def ada(outward):
    person = Person(outward, "ada@example.org")
    person.register()
    return person


def hook(person, receiver, *topics, path="/hook"):
    answer = person.ask("POST", "/api/webhooks", {"url": receiver.url + path, "events": topics})
    assert answer.status == 201, answer.body
    receiver.expect(path, answer.body["secret"])
    return answer.body


def subscribe(person, service, name="laptop"):
    service.key = person.ask("GET", "/api/push-subscriptions/key").body["key"]
    browser = Browser(service, name)
    answer = person.ask("POST", "/api/push-subscriptions", browser.subscription(name))
    assert answer.status == 201, answer.body
    return browser, answer.body


def overdue(person, title):
    """A task that is overdue from the start."""
    answer = person.ask("POST", "/api/tasks", {"title": title, "due_date": "2024-01-31T10:00:00Z"})
    assert answer.status == 201, answer.body
    return answer.body


def delivery(person, path, state, seconds=20):
    """The newest delivery of a list, as soon as it is in this state."""
    deadline = time.monotonic() + seconds
    while True:
        items = person.ask("GET", path).body["items"]
        if items and items[0]["state"] == state:
            return items[0]
        assert time.monotonic() < deadline, items
        time.sleep(0.05)


def test_events_arrive_signed(ada, receiver):
    """A webhook gets the events that it asked for, each signed, and no others."""
    hook(ada, receiver, "task-created", "task-completed")
    task = ada.ask("POST", "/api/tasks", {"title": "Buy mílk"}).body
    ada.ask("PATCH", f"/api/tasks/{task['id']}", {"priority": "high"})
    ada.ask("PATCH", f"/api/tasks/{task['id']}/complete", {"completed": True})
    assert receiver.wait_until(lambda: len(receiver.messages) == 2), receiver.faults
    created, completed = sorted(receiver.bodies(), key=lambda body: body["timestamp"])
    assert [created["type"], completed["type"]] == ["task-created", "task-completed"]
    assert created["data"]["task"]["title"] == "Buy mílk"
    assert completed["data"]["task"]["completed"] is True
    assert receiver.faults == []


def test_rotation(ada, receiver):
    """After a rotation a receiver that knows the old secret, or the new one, can check what it gets; a stranger's
    secret cannot."""
    webhook = hook(ada, receiver, "task-created")
    path = f"/api/webhooks/{webhook['id']}"
    new = ada.ask("POST", f"{path}/rotate").body["secret"]
    for secret in (webhook["secret"], new):
        receiver.expect("/hook", secret)
        assert ada.ask("POST", f"{path}/test").status == 202
        delivery(ada, f"{path}/deliveries", "sent")
    assert len(receiver.messages) == 2
    assert receiver.faults == []
    receiver.expect("/hook", "whsec_" + "A" * 32)
    ada.ask("POST", f"{path}/test")
    failed = delivery(ada, f"{path}/deliveries", "failed")
    assert "401" in failed["last_error"]
    assert len(receiver.faults) == 1


def test_retry_is_known_by_its_id(ada, receiver):
    """An answer that got lost makes the server send again: under the same id, so that nothing happens twice."""
    webhook = hook(ada, receiver, "task-created")
    path = f"/api/webhooks/{webhook['id']}"
    lost = []

    def lose_the_first(request):
        if not lost:
            lost.append(request.fields["webhook-id"])
            receiver.accept(request)
            return None
        return Answer(204)

    receiver.decide = lose_the_first
    sent = ada.ask("POST", f"{path}/test").body
    delivery(ada, f"{path}/deliveries", "failed")
    assert ada.ask("POST", f"/api/deliveries/{sent['id']}/retry").status == 200
    delivery(ada, f"{path}/deliveries", "sent")
    assert lost == [sent["id"]] and receiver.repetitions == [sent["id"]]
    assert list(receiver.messages) == [sent["id"]]
    assert receiver.faults == []


def test_gone_receiver(ada, receiver):
    """A receiver that answers 410 is not asked again, and its owner is told."""
    webhook = hook(ada, receiver, "task-created")
    receiver.decide = lambda request: Answer(410)
    path = f"/api/webhooks/{webhook['id']}"
    ada.ask("POST", f"{path}/test")
    delivery(ada, f"{path}/deliveries", "dead")
    found = ada.ask("GET", path).body
    assert found["enabled"] is False and found["disabled_reason"] == "gone"
    assert ada.ask("POST", f"{path}/test").status == 409
    notices = ada.ask("GET", "/api/notifications").body["items"]
    assert [notice["kind"] for notice in notices] == ["webhook_disabled"]
    assert len(receiver.requests) == 1


def test_redirects_lead_nowhere(ada, receiver):
    """A redirect is a failure: nobody follows it."""
    webhook = hook(ada, receiver, "task-created")
    receiver.decide = lambda request: Answer(302, {"Location": receiver.url + "/elsewhere"})
    path = f"/api/webhooks/{webhook['id']}"
    ada.ask("POST", f"{path}/test")
    assert "302" in delivery(ada, f"{path}/deliveries", "failed")["last_error"]
    assert [request.path for request in receiver.requests] == ["/hook"]


def test_inner_places_stay_closed(ada, receiver):
    """What the operator has not named is refused: at once when it is an address, else when something is sent."""
    other = WebhookReceiver()
    try:
        refused = ada.ask("POST", "/api/webhooks", {"url": other.url, "events": ["task-created"]})
        assert refused.status == 422
        port = other.place.split(":")[1]
        named = ada.ask("POST", "/api/webhooks", {"url": f"http://localhost:{port}/", "events": ["task-created"]})
        assert named.status == 201
        path = f"/api/webhooks/{named.body['id']}"
        ada.ask("POST", f"{path}/test")
        failed = delivery(ada, f"{path}/deliveries", "failed")
        assert "not on the public internet" in failed["last_error"]
        assert other.requests == []
    finally:
        other.close()


def test_push_is_readable_by_its_browsers_only(ada, push_service):
    """Each browser of a person gets what is overdue, encrypted for it, from a sender that the service knows."""
    laptop, _ = subscribe(ada, push_service, "laptop")
    phone, _ = subscribe(ada, push_service, "phone")
    task = overdue(ada, "Pay the rent")
    assert push_service.wait_until(lambda: laptop.messages and phone.messages), push_service.faults
    for browser in (laptop, phone):
        (message,) = browser.messages.values()
        assert message["type"] == "task-overdue"
        assert "Pay the rent" in message["data"]["title"]
        assert message["data"]["task_id"] == task["id"]
    with pytest.raises(Exception):
        laptop.open(next(request.body for request in push_service.requests if request.path == phone.path))
    assert push_service.faults == []


def test_gone_browser_is_forgotten(ada, push_service):
    """A browser that has unsubscribed is removed, the others stay."""
    laptop, _ = subscribe(ada, push_service, "laptop")
    phone, kept = subscribe(ada, push_service, "phone")
    laptop.is_subscribed = False
    overdue(ada, "Pay the rent")
    assert push_service.wait_until(lambda: len(push_service.requests) == 2)
    delivery(ada, "/api/deliveries?state=dead", "dead")
    delivery(ada, "/api/deliveries?state=sent", "sent")
    items = ada.ask("GET", "/api/push-subscriptions").body["items"]
    assert [item["id"] for item in items] == [kept["id"]]
    assert items[0]["last_used_at"] is not None
    assert push_service.faults == []


def test_key_outlives_a_restart(ada, outward, push_service):
    """Browsers subscribe to the key: it is the same after a restart, and what was subscribed still works."""
    browser, _ = subscribe(ada, push_service)
    outward.stop()
    outward.start()
    ada.log_in()
    assert ada.ask("GET", "/api/push-subscriptions/key").body["key"] == push_service.key
    overdue(ada, "Pay the rent")
    assert push_service.wait_until(lambda: browser.messages), push_service.faults
    assert push_service.faults == []
