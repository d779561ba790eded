"""`todo recurrence expand` against python-dateutil, with random rules.

Where RFC 5545 leaves a choice, `docs/recurrence.md` says which one is ours: `in_dateutil_terms` puts it into words that
dateutil understands. Where dateutil is wrong, `WRONG_IN_DATEUTIL` names it, and such rules are not asked.
"""

import datetime
import json
import math
import multiprocessing
import random
import signal
import subprocess
import types
import warnings
import zoneinfo

from dateutil import rrule

FREQUENCIES = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
OCCURRENCES = 20
# Nothing later is compared: dateutil walks through every day in search of what is seldom or never met.
YEARS = 50


def test_random_rules(binary, request):
    count = request.config.getoption("--rules")
    seed = request.config.getoption("--rules-seed")
    seed = random.randrange(2**32) if seed is None else seed
    generator = random.Random(seed)
    rules = [random_rule(generator) for _ in range(count)]
    ours = expand(binary, rules)
    with multiprocessing.Pool(2) as pool:
        theirs = pool.map(by_dateutil, rules, chunksize=20)
    assert len(ours) == count
    faults = []
    compared = 0
    unjudged = 0
    for rule, mine, judged in zip(rules, ours, theirs):
        if judged is None:
            unjudged += 1
            continue
        if isinstance(mine, list):
            last = last_compared(rule).isoformat()
            mine = [time for time in mine if time <= last]
            compared += len(mine)
        if mine != judged:
            faults.append(f"{rule['line']} from {rule['start']}\n  ours      {mine}\n  dateutil  {judged}")
    print(f"{count} rules, {compared} times, {unjudged} not judged in time, {len(faults)} differences, seed {seed}")
    assert not faults, f"seed {seed}: {len(faults)} of {count} differ:\n" + "\n".join(faults[:20])
    assert compared > count * 5
    assert unjudged <= count // 100


def test_daily_at_half_past_two_in_every_zone(binary, request):
    """From 2020 to 2035, with Python's zones as the judge."""
    count = request.config.getoption("--zones")
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    if count:
        # Clocks that change by an hour and by half an hour, at midnight, and around a month of fasting.
        names = ["Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca", *random.sample(names, count)]
    start = datetime.datetime(2020, 1, 1, 2, 30)
    days = [start + datetime.timedelta(days=day) for day in range((datetime.datetime(2036, 1, 1) - start).days)]
    cases = [
        {"dtstart": "20200101T023000", "tzid": name, "lines": ["RRULE:FREQ=DAILY"], "limit": len(days)} for name in names
    ]
    for name, times in zip(names, answers(binary, cases)):
        zone = zoneinfo.ZoneInfo(name)
        # Python reads a time that is left out with the offset before, and one that happens twice as the first.
        expected = [day.replace(tzinfo=zone).astimezone(datetime.timezone.utc).astimezone(zone) for day in days]
        assert times == [time.isoformat() for time in expected], name


def expand(binary, rules):
    return answers(binary, [
        {
            "dtstart": rule["start"].strftime("%Y%m%dT%H%M%S"), "tzid": None, "lines": ["RRULE:" + rule["line"]],
            "limit": OCCURRENCES,
        }
        for rule in rules
    ])


def answers(binary, cases):
    lines = [json.dumps(case) for case in cases]
    answer = subprocess.run(
        [binary, "recurrence", "expand", "--jsonl"], input="\n".join(lines) + "\n", capture_output=True, text=True,
        timeout=600, check=True)
    return [json.loads(line) for line in answer.stdout.splitlines()]


def last_compared(rule):
    return rule["start"].replace(year=rule["start"].year + YEARS, month=12, day=31)


def by_dateutil(rule):
    """Its times; None when it has not found them after some seconds."""
    arguments = in_dateutil_terms(rule)
    signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, 3)
    # Where it stops looking.
    rrule.datetime = types.SimpleNamespace(**{**vars(datetime), "MAXYEAR": last_compared(rule).year})
    try:
        with warnings.catch_warnings():
            # It would rather not have COUNT and an end, but takes the earlier of them.
            warnings.simplefilter("ignore", DeprecationWarning)
            times = rrule.rrule(**arguments)
        return [time.isoformat() for time, _ in zip(times, range(OCCURRENCES))]
    except ValueError as error:
        # A rule that can never be met because of its interval is an error there, and has no times here.
        assert "empty" in str(error), error
        return []
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def give_up(*_):
    raise TimeoutError


def in_dateutil_terms(rule):
    parts, start = rule["parts"], rule["start"]
    until = min(rule["until"] or last_compared(rule), last_compared(rule))
    arguments = {
        "freq": getattr(rrule, rule["frequency"]), "dtstart": start, "interval": rule["interval"],
        "count": rule["count"], "until": until, "wkst": WEEKDAYS.index(rule["wkst"]), "cache": False,
    }
    names = {
        "BYMONTH": "bymonth", "BYWEEKNO": "byweekno", "BYYEARDAY": "byyearday", "BYMONTHDAY": "bymonthday",
        "BYHOUR": "byhour", "BYMINUTE": "byminute", "BYSECOND": "bysecond", "BYSETPOS": "bysetpos",
    }
    for name, argument in names.items():
        if name in parts:
            arguments[argument] = parts[name]
    if "BYDAY" in parts:
        arguments["byweekday"] = [
            rrule.weekday(WEEKDAYS.index(day), ordinal) if ordinal else rrule.weekday(WEEKDAYS.index(day))
            for ordinal, day in parts["BYDAY"]
        ]
    # Our choice: a week of the year without a weekday is met on the weekday of the start.
    if rule["frequency"] == "YEARLY" and "BYWEEKNO" in parts and not parts.keys() & {
            "BYDAY", "BYMONTHDAY", "BYYEARDAY"}:
        arguments["byweekday"] = [start.weekday()]
    return arguments


def mixes_numbered_weekdays(rule):
    """`BYDAY=MO,1TU` is taken for the Mondays that are a first Tuesday, instead of for both."""
    return len({bool(ordinal) for ordinal, _ in rule["parts"].get("BYDAY", [])}) > 1


def counts_weeks_from_the_end_into_december(rule):
    """The days of December that are in the first week of the next year have the number 1 there, but not -52 or -53."""
    return any(week <= -52 for week in rule["parts"].get("BYWEEKNO", []))


def picks_from_a_cut_week(rule):
    """`BYSETPOS` of a week picks from the days of the first week that follow the start, instead of from the week."""
    return (rule["frequency"] == "WEEKLY" and "BYSETPOS" in rule["parts"]
            and rule["start"].weekday() != WEEKDAYS.index(rule["wkst"]))


def numbers_weekdays_beyond_a_month(rule):
    """`FREQ=YEARLY;BYMONTH=12;BYDAY=11TU` is an IndexError, instead of never."""
    return rule["frequency"] == "YEARLY" and "BYMONTH" in rule["parts"] and any(
        ordinal and abs(ordinal) > 5 for ordinal, _ in rule["parts"].get("BYDAY", []))


def numbers_the_last_week_of_a_year(rule):
    """Days of January in the last week of the year before: whether it was 52 or 53 is taken from the wrong year.

    2 January 2022 is in week 52, as Python's own `isocalendar` says, but in week 53 for dateutil.
    """
    weeks, months = rule["parts"].get("BYWEEKNO", []), rule["parts"].get("BYMONTH", [1])
    return 1 in months and -1 not in weeks and bool({52, 53} & set(weeks))


WRONG_IN_DATEUTIL = [
    mixes_numbered_weekdays, counts_weeks_from_the_end_into_december, picks_from_a_cut_week,
    numbers_weekdays_beyond_a_month, numbers_the_last_week_of_a_year,
]


def random_rule(generator):
    while True:
        rule = any_rule(generator)
        if not any(is_wrong(rule) for is_wrong in WRONG_IN_DATEUTIL):
            return rule


def any_rule(generator):
    frequency = generator.choice(FREQUENCIES)
    start = datetime.datetime(generator.randint(1980, 2035), 1, 1) + datetime.timedelta(
        days=generator.randrange(366), seconds=generator.choice([0, 32400, generator.randrange(86400)]))
    rule = {
        "frequency": frequency, "start": start, "wkst": generator.choice(["MO", "MO", "SU", generator.choice(WEEKDAYS)]),
        "interval": generator.choice([1, 1, 1, 2, 3, generator.randint(1, 30), generator.randint(1, 2000)]),
        "count": generator.choice([None, None, generator.randint(1, 25)]), "until": None,
        "parts": random_parts(generator, frequency),
    }
    if rule["count"] is None and generator.random() < 0.2:
        rule["until"] = start + datetime.timedelta(seconds=generator.randrange(10 ** generator.randint(3, 9)))
    rule["line"] = written(rule)
    return rule


def random_parts(generator, frequency):
    def numbers(least, most, negative=False):
        size = generator.choice([1, 1, 2, 3, generator.randint(1, 8)])
        found = {generator.randint(least, most) for _ in range(size)}
        return sorted({-number if negative and generator.random() < 0.3 else number for number in found})

    choices = {
        "BYMONTH": (0.25, lambda: numbers(1, 12)), "BYWEEKNO": (0.06, lambda: numbers(1, 53, True)),
        "BYYEARDAY": (0.08, lambda: numbers(1, 366, True)), "BYMONTHDAY": (0.2, lambda: numbers(1, 31, True)),
        "BYDAY": (0.35, lambda: weekdays(generator, frequency)), "BYHOUR": (0.2, lambda: numbers(0, 23)),
        "BYMINUTE": (0.2, lambda: numbers(0, 59)), "BYSECOND": (0.2, lambda: numbers(0, 59)),
    }
    if frequency == "YEARLY":
        choices["BYWEEKNO"] = (0.2, choices["BYWEEKNO"][1])
    parts = {name: make() for name, (chance, make) in choices.items() if generator.random() < chance}
    if "BYWEEKNO" in parts and "BYDAY" in parts:
        parts["BYDAY"] = sorted({(None, day) for _, day in parts["BYDAY"]}, key=str)
    if parts and generator.random() < 0.2:
        parts["BYSETPOS"] = numbers(1, min(most_times(frequency, parts), generator.choice([3, 10, 366])), True)
    return parts


def most_times(frequency, parts):
    """How many times a period has at most: dateutil searches long for one that it never has."""
    smaller = {"DAILY": ["BYHOUR", "BYMINUTE", "BYSECOND"], "HOURLY": ["BYMINUTE", "BYSECOND"], "MINUTELY": ["BYSECOND"],
               "SECONDLY": []}
    return math.prod(len(parts.get(name, [0])) for name in smaller[frequency]) if frequency in smaller else 366


def weekdays(generator, frequency):
    days = generator.sample(WEEKDAYS, generator.choice([1, 1, 2, 3, 5]))
    if frequency not in ("YEARLY", "MONTHLY") or generator.random() < 0.4:
        return [(None, day) for day in days]
    most = 5 if frequency == "MONTHLY" else 53
    return [(generator.choice([1, 2, -1, generator.randint(-most, -1), generator.randint(1, most)]), day)
            for day in days]


def written(rule):
    parts = ["FREQ=" + rule["frequency"]]
    if rule["interval"] != 1:
        parts.append(f"INTERVAL={rule['interval']}")
    if rule["count"]:
        parts.append(f"COUNT={rule['count']}")
    if rule["until"]:
        parts.append(rule["until"].strftime("UNTIL=%Y%m%dT%H%M%S"))
    parts.append("WKST=" + rule["wkst"])
    for name, entries in rule["parts"].items():
        if name == "BYDAY":
            entries = [f"{ordinal or ''}{day}" for ordinal, day in entries]
        parts.append(name + "=" + ",".join(map(str, entries)))
    return ";".join(parts)
