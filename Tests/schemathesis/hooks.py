"""What a schema cannot say about the requests that Schemathesis makes up.

Every function here makes requests narrower than the document allows, and says why; none of them accepts an answer.
"""

import base64
import os
import uuid
import zoneinfo

import schemathesis
from hypothesis import strategies as st

# The document names the format; JSON Schema has no list of the zones there are.
ZONES = sorted(name for name in zoneinfo.available_timezones() if "/" in name) + ["UTC"]
schemathesis.openapi.format("iana-time-zone", st.sampled_from(ZONES))

# What is sent to these leads nowhere: the name never resolves (RFC 6761).
names = st.integers(0, 999)
schemathesis.openapi.format("web-url", names.map(lambda number: f"https://hooks.invalid/{number}?a=b"))
schemathesis.openapi.format("push-endpoint", names.map(lambda number: f"https://push.invalid/{number}"))
# Few strings are points of a curve.
POINTS = [
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "BGNAKFIuPNVnvhbM7Td7buDampB-4Ub2wh6oFavgKFJIZSgrRIRKMf1E_rvocxaHoADggxnkHyAvEaY2JWYbkeA",
    "BKWfjwujGqjQaklxmtlnanyNOFfk0tNurO0mhuIq41JRS5dy7In8TyCjFNOysAD-vFIPA1d2wYBbDhnyXo2cSb8",
]
schemathesis.openapi.format("p256-point", st.sampled_from(POINTS))
schemathesis.openapi.format(
    "push-auth", st.binary(min_size=16, max_size=16).map(lambda data: base64.urlsafe_b64encode(data).decode()))

# Rules that never end and fit every start.
RULES = ["FREQ=DAILY", "RRULE:FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=DAILY;INTERVAL=3;BYHOUR=9"]
schemathesis.openapi.format("recurrence-rule", st.sampled_from(RULES))

# Durations that are not too long.
AHEAD = ["P0D", "PT0S", "PT90M", "P1D", "P2W", "P3DT4H5M6S", "P31D"]
schemathesis.openapi.format("create-ahead", st.sampled_from(AHEAD))

# Of the person in whose name this run asks; changing it is one of the things that are tested.
password = os.environ["TODO_PASSWORD"]


@schemathesis.hook
def before_call(context, case, **kwargs):
    if not is_valid(case):
        return
    fresh_idempotency_key(case)
    honest_cursor(case)
    known_password(case)
    coherent_series(case)


def is_valid(case):
    return case.meta is None or case.meta.generation.mode.is_positive


def fresh_idempotency_key(case):
    """A key is for one request. Schemathesis makes up short ones and so uses the same key for different bodies, which
    is a client's fault by the rules of the header (422), although each request by itself obeys the document."""
    if case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


def honest_cursor(case):
    """Only a cursor that the server gave out for the same list is good, and pages are counted either by number or by
    cursor. Made-up ones are left to the negative mode; here they become the empty cursor, which starts a list."""
    if case.query and "cursor" in case.query:
        case.query["cursor"] = ""
        case.query.pop("page", None)


def known_password(case):
    """Changes that need the present password are only good with it; a new address is such a change. The account is
    not deleted in earnest, for nobody would be left to ask on: the driver does it at the end."""
    if isinstance(case.body, dict) and (
        name(case) == "changePassword" or name(case) == "changeAccount" and "email" in case.body
    ):
        case.body["current_password"] = password


def coherent_series(case):
    """Some members of a series only fit together: a custom rule with an interval of 1, an end with an earlier start, a
    rule with a start after which it still matches; one that has ended is not made active. Tests of values that do not
    fit are among those of the endpoints."""
    if name(case) not in ("createRecurringTask", "putRecurringTask", "patchRecurringTask"):
        return
    if not isinstance(case.body, dict):
        return
    body = case.body
    body.pop("end_date", None)
    body.pop("is_active", None)
    if body.get("recurrence_type", "custom") == "custom":
        body.pop("recurrence_interval", None)
    if body.get("recurrence_type") == "custom":
        body["recurrence_rule"] = body.get("recurrence_rule") or RULES[0]
    if "recurrence_rule" in body and "start_date" in body:
        body["start_date"] = "2030-01-31"
    if name(case) != "createRecurringTask" and body.get("recurrence_rule", "") is None:
        del body["recurrence_rule"]


@schemathesis.hook
def after_call(context, case, response):
    global password
    if name(case) == "changePassword" and response.status_code == 204:
        password = case.body["new_password"]


def name(case):
    return case.operation.definition.raw["operationId"]
