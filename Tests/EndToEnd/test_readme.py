"""What the README tells newcomers to paste works as pasted."""

import re
import subprocess
from pathlib import Path

README = Path(__file__).resolve().parents[2] / "README.md"
ADDRESS = "http://127.0.0.1:8080"


def tour():
    blocks = re.findall(r"<!-- tour -->\n```sh\n(.*?)```", README.read_text(), re.DOTALL)
    assert len(blocks) == 2
    assert ADDRESS in blocks[0]
    return "\n".join(blocks)


def test_the_tour_works_as_pasted(server, tmp_path):
    script = tour().replace(ADDRESS, server.url)
    # Only what a terminal would not need: a failed command ends the test, and the stream ends with it.
    script = f"set -euo pipefail\n{script}\nsleep 1\nkill %1\n"
    shell = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    said = shell.stdout
    assert shell.returncode == 0, shell.stdout + shell.stderr
    assert shell.stderr == ""

    first, second = re.findall(r'^"([0-9a-f-]{36})"$', said, re.MULTILINE)
    assert first == second, "the repeated request made another task"
    assert '"completed": true' in said
    assert '"status": 412' in said
    events = re.findall(r"^event: (\S+)$", said, re.MULTILINE)
    assert events == ["task-created", "task-completed", "task-deleted", "task-created", "recurring-task-created"], events
    numbers = [int(number) for number in re.findall(r'"sequence":(\d+)', said)]
    assert numbers == [1, 2, 3, 4, 5]
    assert '"next_due_at": "2030-01-31' in said
    assert '"PT1H"' in said


def test_every_command_of_the_table_exists(server):
    for command in re.findall(r"^\| `todo (\w+)", README.read_text(), re.MULTILINE):
        help = server.run("help", command)
        assert help.returncode == 0, command
        assert "OVERVIEW" in help.stdout, command


def test_every_setting_of_the_table_has_its_flag(server):
    """And each flag is in the table."""
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", README.read_text(), re.MULTILINE))
    flags = set(re.findall(r"--([a-z-]+) <", server.run("help", "serve").stdout))
    secrets = {"JWT_SECRET", "JWT_SECRET_PREVIOUS", "SMTP_URL"}
    assert {flag.upper().replace("-", "_") for flag in flags} == table - secrets
