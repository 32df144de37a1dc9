from pathlib import Path

import pytest
from pypdf import PdfReader

from distressapp import bootstrap
from distressapp.core.journal import parsed
from distressapp.service.posting import News, post
from distressapp.vault import lists
from tests.cli.clinic import call
from tests.clinics import PASSPHRASE, Clock, closed, made, opened, picked, rated, seated


def sat(folder: Path) -> str:
    """A clinic with one finished sitting; its id."""
    house = opened(made(folder))
    running = seated(house)
    running.keep(rated(house, 9))
    running.keep(picked(house, "dt/practical", "practical.money"))
    closed(house, running)
    house.close()
    return running.plan.sitting


def test_the_page_of_a_sitting_is_written(tmp_path: Path) -> None:
    sitting = sat(tmp_path / "clinic")
    out = tmp_path / "page.pdf"

    status = call(tmp_path / "clinic", "summary", sitting[:8], "--out", str(out))

    reader = PdfReader(out)
    assert status == 0
    assert len(reader.pages) == 1
    assert "MRN-4711" in reader.pages[0].extract_text()
    assert out.stat().st_mode & 0o777 == 0o600


def test_the_same_sitting_gives_the_same_page_with_its_receipt(tmp_path: Path) -> None:
    sitting = sat(tmp_path / "clinic")
    pages = [tmp_path / "one.pdf", tmp_path / "two.pdf"]

    for out in pages:
        arguments = ("summary", sitting, "--out", str(out), "--receipt", "--paper", "letter")
        assert call(tmp_path / "clinic", *arguments) == 0

    assert pages[0].read_bytes() == pages[1].read_bytes()
    assert len(PdfReader(pages[0]).pages) >= 2
    assert PdfReader(pages[0]).pages[0].mediabox.width == 612


@pytest.mark.parametrize(
    ("words", "passphrase", "said"),
    [
        ("ffffffffff", None, "There is no sitting"),
        ("00", "another passphrase", "does not open the vault"),
    ],
)
def test_what_cannot_be_done_is_a_plain_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: str,
    passphrase: str | None,
    said: str,
) -> None:
    sat(tmp_path / "clinic")
    arguments = ("summary", words, "--out", str(tmp_path / "page.pdf"))

    status = (
        call(tmp_path / "clinic", *arguments)
        if passphrase is None
        else call(tmp_path / "clinic", *arguments, passphrase=passphrase)
    )

    assert status == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "page.pdf").exists()


def test_a_page_into_nowhere_is_refused_before_the_vault_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "page.pdf"

    status = call(tmp_path, "summary", "fern", "--out", str(out), passphrase=None)

    assert status == 1
    assert "page.pdf cannot be written" in capsys.readouterr().err


def test_the_patients_own_copy_is_written_and_noted(tmp_path: Path) -> None:
    sitting = sat(tmp_path / "clinic")
    outs = [tmp_path / "one.pdf", tmp_path / "two.pdf"]

    statuses = [
        call(tmp_path / "clinic", "summary", sitting, "--own-answers", "--out", str(each))
        for each in outs
    ]

    said = " ".join(each.extract_text() for each in PdfReader(outs[0]).pages)
    assert statuses == [0, 0]
    assert "Your answers" in said
    assert "Money" in said
    assert "MRN-4711" not in said
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert made_copies(tmp_path / "clinic") == ["patient", "patient"]


def test_who_opened_a_record_and_who_printed_it_are_entries(tmp_path: Path) -> None:
    sitting = sat(tmp_path / "clinic")

    call(tmp_path / "clinic", "summary", sitting, "--out", str(tmp_path / "page.pdf"))

    house = opened(tmp_path / "clinic")
    session = bootstrap.sign_in(house, PASSPHRASE)
    found = {
        each.entry.kind: parsed(each.entry.payload) for each in lists.about(session.vault, sitting)
    }
    assert set(found) == {"sitting.stopped", "record.viewed", "page.made"}
    assert found["record.viewed"]["what"] == "clinician"
    assert found["record.viewed"]["by"] == session.member.name
    assert found["page.made"]["by"] == session.member.name
    session.close()
    house.close()


def made_copies(folder: Path) -> list[object]:
    house = opened(folder)
    vault = bootstrap.open_vault(house, PASSPHRASE)
    found: list[object] = [
        parsed(each.entry.payload)["copy"]
        for writer in vault.heads()
        for each in vault.entries(writer)
        if each.entry.kind == "page.made"
    ]
    vault.close()
    house.close()
    return found


def test_the_patients_own_copy_has_no_receipt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.pdf"

    status = call(
        tmp_path,
        "summary",
        "fern",
        "--own-answers",
        "--receipt",
        "--out",
        str(out),
        passphrase=None,
    )

    assert status == 1
    assert "it has no scores" in capsys.readouterr().err
    assert not out.exists()


def test_a_copy_is_for_the_patient_or_for_social_work(tmp_path: Path) -> None:
    arguments = ("--own-answers", "--social-work", "--out", str(tmp_path / "page.pdf"))

    assert call(tmp_path, "summary", "fern", *arguments, passphrase=None) == 2


def test_verify_says_how_far_each_chain_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sat(tmp_path / "clinic")

    status = call(tmp_path / "clinic", "verify")

    out = capsys.readouterr().out
    assert status == 0
    assert out.startswith("5 entries, every chain whole.")
    assert out.count("number 1, ") == 1
    assert out.count("number 4, ") == 1


def test_verify_shows_what_was_set_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sat(tmp_path / "clinic")
    house = opened(tmp_path / "clinic", Clock())
    post(house, News(kind="sitting.stopped", payload={"nonsense": 1}))
    house.close()

    status = call(tmp_path / "clinic", "verify")

    captured = capsys.readouterr()
    assert status == 1
    assert "Set aside (unopenable): number 2" in captured.out
