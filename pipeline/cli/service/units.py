"""The command `units`: what systemd needs to run vanban every night, filled in for this machine."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from pipeline.cli.options import make_source
from pipeline.cli.printing import say
from pipeline.runs.address import Source

PLACES = {
    "vanban.service": "systemd/system/vanban.service",
    "vanban.timer": "systemd/system/vanban.timer",
    "vanban-watch.service": "systemd/system/vanban-watch.service",
    "sysusers.conf": "sysusers.d/vanban.conf",
    "tmpfiles.conf": "tmpfiles.d/vanban.conf",
    "vanban.toml": "vanban.toml",
}
"""Templates of this package, and where each goes below /etc."""
KEPT = frozenset({"vanban.toml"})  # what a person has written is not written over
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option(
    "--inbox",
    "inboxes",
    multiple=True,
    type=make_source,
    default=("/srv/inbox",),
    show_default=True,
    metavar="INBOX",
    help="A folder or an address with new documents; may be repeated.",
)
@click.option(
    "-w",
    "--workspace",
    type=FOLDER,
    default="/srv/vanban",
    show_default=True,
    metavar="DIR",
    help="The folder that will hold corpus/ and extracted/.",
)
@click.option("--user", default="vanban", show_default=True, metavar="NAME", help="The user that runs it.")
@click.option("--log", type=FOLDER, default="/var/log/vanban", show_default=True, metavar="DIR", help="For its log.")
@click.option("--etc", type=FOLDER, default="/etc", show_default=True, metavar="DIR", help="Where the files go.")
def units(inboxes: tuple[Source, ...], workspace: Path, user: str, log: Path, etc: Path) -> None:
    """Write what systemd needs to run vanban every night, or as files arrive: units, user, folders and settings.

    Below --etc: systemd/system/vanban.service, .timer and vanban-watch.service, sysusers.d/vanban.conf,
    tmpfiles.d/vanban.conf, and vanban.toml where there is none. What is to be done then is said at the end.

    \b
    Example:
      vanban units --inbox /srv/inbox --workspace /srv/vanban
    """  # fmt: skip
    words = _fill(inboxes, workspace.absolute(), user, log.absolute(), etc.absolute())
    for name, place in PLACES.items():
        target = etc / place
        if name in KEPT and target.exists():
            say(f"{target} is there already and stays as it is.")
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template((files(__package__) / name).read_text("utf-8")).substitute(words), "utf-8")
        click.echo(target)
    say("Now, as root: systemd-sysusers && systemd-tmpfiles --create")
    say("Then: systemctl daemon-reload && systemctl enable --now vanban.timer")


def _fill(inboxes: tuple[Source, ...], workspace: Path, user: str, log: Path, etc: Path) -> dict[str, str]:
    folders = [inbox.absolute() for inbox in inboxes if isinstance(inbox, Path)]
    made = "\n".join(f"d {_quote(folder)} :2775 :{user} :{user}" for folder in folders)
    return {
        "folders": " ".join(map(_quote, (*folders, workspace))),
        "inboxes": made,
        "sources": json.dumps(
            [str(folder.absolute() if isinstance(folder, Path) else folder) for folder in inboxes], ensure_ascii=False
        ),
        "watched": json.dumps([str(folder) for folder in folders], ensure_ascii=False),
        "quoted": json.dumps(str(workspace), ensure_ascii=False),
        "logfile": json.dumps(str(log / "run.jsonl"), ensure_ascii=False),
        **{"workspace": _quote(workspace), "log": _quote(log), "settings": _quote(etc / "vanban.toml")},
        **{"home": _double(workspace), "folder": _double(etc)},  # these are taken to the line's end, blanks and all
        **{"user": user, "program": _program()},
    }


def _program() -> str:
    """Return how this very installation is called."""
    script = Path(sys.executable).parent / "vanban"
    return _quote(script) if script.is_file() else f"{_quote(Path(sys.executable))} -m pipeline.cli"


def _quote(path: Path) -> str:
    """Return a path as systemd reads it: % doubled, in double quotes where it holds a blank."""
    words = _double(path)
    return f'"{words}"' if any(sign.isspace() for sign in words) else words


def _double(path: Path) -> str:
    return str(path).replace("%", "%%")
