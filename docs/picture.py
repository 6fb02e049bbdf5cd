#!/usr/bin/env python3
"""Draws docs/picture.svg, the terminal session that README.md shows, from a real one.

Needs curl, lftp and a built nioftpd. Serves a demo bucket on a free port, runs the commands
below against it, and draws what they and the server print. Ports, times, durations and the
address of the store differ from run to run and are replaced, so the picture changes only when
the program does. Usage: docs/picture.py [FILE]
"""

import html
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
START = "./nioftpd demo s3 --write &"
COMMANDS = [
    "curl -sT report.pdf ftp://127.0.0.1:2121/inbox/",
    "head -c 100000 report.pdf | curl -sT - ftp://127.0.0.1:2121/inbox/copy.pdf",
    "curl -sC - -T report.pdf ftp://127.0.0.1:2121/inbox/copy.pdf    # resume",
    "lftp -c 'open 127.0.0.1:2121; mv pictures photos; cls -l; cls -l inbox'",
]
KEPT = re.compile(r"^\[.*(serving bucket|completed=|RNTO)")
WIDTH, LINE, LEFT = 860, 19, 18
COLOURS = {"command": "#e6edf3", "output": "#9da7b3", "log": "#7ee787"}


def stable(line):
    """Replaces what differs from run to run."""
    line = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "2026-01-01 12:00:00", line)
    line = re.sub(r" at http://\S+?(,|$)", r"\1", line)
    line = re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:50100", line)
    line = re.sub(r" seconds=\S+", "", line)
    return re.sub(r"\b[A-Z][a-z]{2} [ \d]\d +(\d\d:\d\d|\d{4})\b", "Jan  1 12:00", line)


class Session:
    """A server on a free port and the lines that it has logged so far."""

    def __init__(self):
        command = [str(ROOT / "nioftpd"), "demo", "s3", "--write", "--port", "0"]
        self.server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.port = None
        while self.port is None:
            line = self.server.stdout.readline()
            if not line:
                raise SystemExit("the server did not start")
            found = re.search(r"try: curl ftp://127\.0\.0\.1:(\d+)/", line)
            self.port = found and found.group(1)
            if KEPT.search(line):
                self.first = stable(line.rstrip())

    def log_until(self, end):
        """The kept lines up to the end of a client's session."""
        lines = []
        for line in self.server.stdout:
            if KEPT.search(line):
                lines.append(stable(line.rstrip()))
            if end in line:
                return lines
        raise SystemExit("the server ended")

    def run(self, command, directory):
        text = command.replace("2121", self.port)
        done = subprocess.run(
            text, shell=True, cwd=directory, timeout=60, check=True, stdout=subprocess.PIPE, text=True)
        return [stable(line) for line in done.stdout.splitlines() if line]


def record():
    session = Session()
    lines = [("command", "$ " + START), ("log", session.first)]
    try:
        with tempfile.TemporaryDirectory() as directory:
            pathlib.Path(directory, "report.pdf").write_bytes(bytes(300_000))
            for command in COMMANDS:
                output = session.run(command, directory)
                log = session.log_until("FTP session closed")
                lines.append(("command", "$ " + command))
                lines += [("log", line) for line in log] + [("output", line) for line in output]
    finally:
        session.server.terminate()
        session.server.wait(60)
    return lines


def draw(lines):
    height = LINE * (len(lines) + 3)
    texts = "\n".join(
        f'  <text x="{LEFT}" y="{LINE * (number + 3)}" fill="{COLOURS[kind]}" xml:space="preserve">'
        f"{html.escape(line, quote=False)}</text>"
        for number, (kind, line) in enumerate(lines))
    dots = "".join(
        f'<circle cx="{LEFT + 5 + 20 * i}" cy="20" r="6" fill="{colour}"/>'
        for i, colour in enumerate(["#ff5f56", "#ffbd2e", "#27c93f"]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"\n'
        '     font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13">\n'
        "  <title>nioftpd serves an S3 bucket to curl and lftp</title>\n"
        f'  <rect width="{WIDTH}" height="{height}" rx="8" fill="#0d1117"/>\n'
        f"  {dots}\n{texts}\n</svg>\n")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "picture.svg"
    target.write_text(draw(record()))
