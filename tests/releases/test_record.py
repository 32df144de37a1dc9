import sys
from pathlib import Path

import pytest

from distressapp.core.errors import ExpectedError
from distressapp.core.releases import Part, Schemas, Step, version
from distressapp.releases.children import Account, ChildError, answer_in, done, owner_of
from distressapp.releases.record import Change, Kept, Record, Store

KEPT = Kept(
    version=version("0.1.0"),
    schemas=Schemas(vault=3, letterbox=2),
    package=Part(name="a.deb", size=7, sha256="0" * 64),
)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("restores", [True, False])
def test_what_is_under_way_is_known_again(tmp_path: Path, step: Step, *, restores: bool) -> None:
    change = Change(step=step, old=KEPT, new=KEPT, backup="backup.tar", restores=restores)
    store = Store(root=tmp_path)

    store.write(Record(change=change, last=None))

    assert store.read() == Record(change=change, last=None)


def test_where_nothing_was_ever_changed_nothing_is_known(tmp_path: Path) -> None:
    assert Store(root=tmp_path).read() == Record()


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"schema": 2}', b'{"schema": 1, "change": 7, "last": null}']
)
def test_a_record_that_says_nothing_is_told_and_nothing_is_done(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "updates.json").write_bytes(content)

    with pytest.raises(ExpectedError, match="does not say what updates did"):
        Store(root=tmp_path).read()


def test_what_a_child_could_not_do_is_told_in_its_words() -> None:
    with pytest.raises(ExpectedError, match=r"It is open\. Close it\."):
        answer_in('{"error": "It is open", "advice": "Close it."}\n')


@pytest.mark.parametrize("line", ["", "7", "no", "[]", '{"error": 1}'])
def test_a_child_that_says_nothing_is_told_too(line: str) -> None:
    with pytest.raises(ChildError, match="without a word"):
        answer_in(line)


def test_a_child_gets_no_secret_by_argument_or_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_TEST", "heron")
    code = "import os, sys; print(sorted(os.environ), sys.stdin.read())"

    said = done(
        [sys.executable, "-c", code], Account(home=tmp_path), said="a passphrase", limit_s=60
    )

    assert "a passphrase" in said
    assert "SECRET_OF_THE_TEST" not in said


def test_a_child_that_fails_is_told_by_its_last_line(tmp_path: Path) -> None:
    code = "import sys; print('first'); sys.exit('the page is \\x1b[2J empty')"

    with pytest.raises(ChildError, match="the page is") as found:
        done([sys.executable, "-c", code], Account(home=tmp_path), limit_s=60)

    assert "\x1b" not in str(found.value)


@pytest.mark.parametrize("command", [["nothing-of-this-name"], [sys.executable, "-c", "input()"]])
def test_a_child_that_does_not_start_or_end_is_told(tmp_path: Path, command: list[str]) -> None:
    with pytest.raises(ChildError):
        done(command, Account(home=tmp_path), limit_s=5)


def test_a_folder_of_ones_own_needs_no_other_account(tmp_path: Path) -> None:
    assert owner_of(tmp_path) == Account(home=tmp_path)
    assert owner_of(tmp_path / "gone").user is None
