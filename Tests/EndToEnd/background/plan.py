"""What falls due in a trial: series and tasks of several people, and what must have become of them in the end."""

from datetime import datetime, timedelta, timezone


class Planned:
    """A request that makes something which falls due."""

    def __init__(self, person, path, body, dues):
        self.person = person
        self.path = path
        self.body = body
        self.dues = dues
        # Of the task or the series, once it was made.
        self.id = None

    def make(self, connection):
        answer = self.person.ask("POST", self.path, self.body, connection=connection)
        assert answer.status == 201, f"{answer.status}: {answer.body}"
        self.id = answer.body["id"]


class Plan:
    def __init__(self, people, series, due_dates, begin, seconds, random):
        """Everything falls due on whole seconds from `begin` (Unix time), so that several things do at once."""
        def some_due():
            return datetime.fromtimestamp(begin + random.randrange(seconds), timezone.utc)

        self.series = [
            self.series_of(people[number % len(people)], number, some_due()) for number in range(series)]
        self.tasks = [
            self.task_of(people[number % len(people)], number, some_due()) for number in range(due_dates)]

    @property
    def everything(self):
        """Series and tasks in turn."""
        longest = max(len(self.series), len(self.tasks))
        return [item for number in range(longest)
                for item in self.series[number:number + 1] + self.tasks[number:number + 1]]

    def series_of(self, person, number, due):
        """Most have one occurrence, tomorrow's is none of the trial's; every fifth has missed two already."""
        body = {"title": f"Series {number}", "timezone": "UTC", "create_ahead": "P0D", "catch_up": "all"}
        if number % 5:
            dues = [due]
            body |= {"recurrence_type": "daily"}
        else:
            dues = [due - timedelta(hours=2), due - timedelta(hours=1), due]
            body |= {"recurrence_type": "custom", "recurrence_rule": "FREQ=HOURLY"}
        return Planned(person, "/api/recurring-tasks", body | {"start_date": instant(dues[0])}, dues)

    def task_of(self, person, number, due):
        return Planned(person, "/api/tasks", {"title": f"Task {number}", "due_date": instant(due)}, [due])


def instant(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def wall_clock(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S")
