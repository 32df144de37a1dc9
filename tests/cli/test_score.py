"""`distressapp score` as a person or a pipe calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from distressapp.cli import main

GOOD = b'{"id": 1, "instrument": "dt", "coding": "index", "rating": 4}\n'
PROGRAM = [sys.executable, "-m", "distressapp", "score"]


def test_every_line_is_answered_in_order_bad_ones_included(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = tmp_path / "sheets.jsonl"
    source.write_bytes(GOOD + b"\n" + b"nonsense\n" + GOOD.rstrip())

    status = main(["score", str(source)])

    answers = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert status == 0
    assert ["error" in each for each in answers] == [False, True, True, False]


def test_an_empty_file_has_no_answers(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = tmp_path / "sheets.jsonl"
    source.touch()

    assert main(["score", str(source)]) == 0
    assert capfdbinary.readouterr() == (b"", b"")


@pytest.mark.parametrize("length", [999_999, 1_000_000, 2_500_000])
def test_a_line_that_is_far_too_long_is_one_error_and_the_rest_goes_on(
    length: int, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    source = tmp_path / "sheets.jsonl"
    source.write_bytes(b" " * length + b"\n" + GOOD)

    assert main(["score", str(source)]) == 0
    first, second = capfdbinary.readouterr().out.splitlines()
    assert "error" in json.loads(first)
    assert json.loads(second)["id"] == 1


def test_a_file_that_cannot_be_read_is_one_plain_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", str(tmp_path / "none.jsonl")]) == 1
    assert main(["score", str(tmp_path)]) == 1

    out, error = capfd.readouterr()
    assert out == ""
    assert "none.jsonl cannot be read: No such file or directory. Check the path" in error
    assert "Traceback" not in error


def test_an_unknown_profile_is_one_plain_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--profile", "strictest"]) == 1
    assert "There is no profile strictest. Use one of: classic" in capfd.readouterr().err


def test_the_profile_that_is_asked_for_raises_the_flags(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    answers = {str(n): 1 for n in (2, 4, 6, 8, 10, 12, 14)}
    sheet = {"instrument": "hads", "coding": "value", "answers": answers}
    source = tmp_path / "sheets.jsonl"
    source.write_text(json.dumps(sheet), "utf-8")

    assert main(["score", "--profile", "cancer_meta_analysis", str(source)]) == 0
    flags = json.loads(capfdbinary.readouterr().out)["flags"]
    assert [flag["rule"] for flag in flags] == ["hads.depression.7"]


def test_each_answer_comes_before_the_next_line_is_asked_for() -> None:
    with subprocess.Popen(PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for _round in range(2):
            program.stdin.write(GOOD)
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["id"] == 1
        program.stdin.close()
        assert program.wait(10) == 0


def test_a_reader_that_goes_away_is_no_reason_to_complain() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        PROGRAM, stdin=subprocess.PIPE, stdout=writing, stderr=subprocess.PIPE
    ) as program:
        os.close(writing)
        _out, error = program.communicate(GOOD * 3)

    assert program.returncode == 1
    assert error == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_one_plain_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(PROGRAM, input=GOOD, stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith(b"There is no room left to write to.")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("closed", "name"), [("<&-", b"input"), (">&-", b"output")])
def test_a_closed_stream_is_one_plain_sentence(closed: str, name: bytes) -> None:
    command = f'"{sys.executable}" -m distressapp score {closed}'

    done = subprocess.run(
        ["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.startswith(b"Standard " + name + b" is closed.")
