"""The program as a child of an update: under the account that owns the clinic's folder.

Who updates is the system's administrator; whatever touches answers runs as their owner, so that
no file of theirs changes hands and no link in their folder leads the administrator anywhere.
What a child must know and nobody else goes in on standard input.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from distressapp import program
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.releases.bundle import visible
from distressapp.text import _

_PATH: Final = os.pathsep.join(("/usr/sbin", "/usr/bin", "/sbin", "/bin"))
_PASSED_ON: Final = ("LANG", "LC_ALL", "TZ", "TZDIR")
_MOST_WORDS: Final = 500
_END_S: Final = 30.0


class ChildError(ExpectedError):
    """A child did not do what it was asked for."""


@frozen
class Account:
    """Whose files the clinic's are.

    Attributes:
        user, group: None where this process is theirs already.
        home: Where the child finds itself, and nothing is written.
    """

    home: Path
    user: int | None = None
    group: int | None = None


def owner_of(folder: Path) -> Account:
    """Whose that folder is; the caller's own where it is not there.

    Raises:
        ChildError: It is somebody else's, and this process may not work for them.
    """
    try:
        found = folder.stat()
    except OSError:
        return Account(home=Path("/"))
    if not hasattr(os, "geteuid") or found.st_uid == os.geteuid():
        return Account(home=folder)
    if os.geteuid() != 0:
        raise ChildError(
            _("{folder} belongs to another account").format(folder=folder),
            advice=_("Nothing was changed. Let an administrator of the computer do it."),
        )
    return Account(home=folder, user=found.st_uid, group=found.st_gid)


@dataclass(slots=True, kw_only=True)
class Talk:
    """A child that is asked and answers, a line each."""

    asks: IO[str]
    answers: IO[str]

    def ask(self, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer.

        Raises:
            ExpectedError: The child could not do it, and said why; or it is gone.
        """
        with suppress(OSError):  # it says why below, or nothing
            self.asks.write(json.dumps(question) + "\n")
            self.asks.flush()
        return answer_in(self.answers.readline())


def answer_in(line: str) -> Mapping[str, Any]:
    """A child's answer.

    Raises:
        ExpectedError: It says what went wrong, or nothing that can be read.
    """
    try:
        found = json.loads(line)
        if found.keys() >= {"error"}:
            error = ExpectedError(str(found["error"]), advice=str(found["advice"]))
        else:
            return dict(found)
    except (ValueError, TypeError, LookupError, AttributeError) as reason:
        raise ChildError(
            _("The program that looks after the clinic's files ended without a word"),
            advice=_("Nothing was lost. Run the same command again."),
        ) from reason
    raise error


@contextmanager
def talking(command: Sequence[str], account: Account) -> Iterator[Talk]:
    """That child, until the block ends."""
    with subprocess.Popen(  # noqa: S603  (the program itself, or the one that was installed)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=_environment(account),
        cwd="/",
        start_new_session=True,
        user=account.user,
        group=account.group,
        extra_groups=None if account.user is None else [],
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise AssertionError("both were asked for")
        try:
            yield Talk(asks=child.stdin, answers=child.stdout)
        finally:
            _end(child)


def done(
    command: Sequence[str],
    account: Account,
    *,
    said: str = "",
    limit_s: float,
    more: Mapping[str, str] | None = None,
) -> str:
    """What a child printed that ran to a good end.

    Args:
        said: Its standard input.
        more: Of the environment.

    Raises:
        ChildError: It failed, did not end, or does not start; with the last words it said.
    """
    try:
        found = subprocess.run(  # noqa: S603  (the program itself, or the one that was installed)
            command,
            input=said,
            check=False,
            text=True,
            errors="replace",
            capture_output=True,
            timeout=limit_s,
            env={**_environment(account), **(more or {})},
            cwd="/",
            start_new_session=True,
            user=account.user,
            group=account.group,
            extra_groups=None if account.user is None else [],
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise _failed(type(error).__name__) from error
    if found.returncode != 0:
        raise _failed(found.stderr or found.stdout)
    return found.stdout


def _failed(words: str) -> ChildError:
    lines = [visible(each) for each in words.strip().splitlines()]
    return ChildError(
        lines[-1][:_MOST_WORDS].rstrip(".") if lines else _("It ended without a word"),
        advice=_("Tell its makers."),
    )


def _environment(account: Account) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    found = {
        **kept,
        "PATH": _PATH,
        "HOME": str(account.home),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return program.environment(found)


def _end(child: "subprocess.Popen[str]") -> None:
    """It ends when nobody speaks to it any more."""
    if child.stdin is not None:
        with suppress(OSError):
            child.stdin.close()
    try:
        child.wait(_END_S)
    except subprocess.TimeoutExpired:
        child.kill()
