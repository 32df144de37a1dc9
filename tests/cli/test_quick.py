"""What is read without the parser is what the parser reads."""

import itertools

import pytest

from distressapp.cli import parser_of
from distressapp.cli.quick import read

PIECES = {
    "kiosk": [
        ["--data", "/opt/clinic"],
        ["--windowed"],
        ["--staff"],
        ["--session"],
        ["--sign-in"],
        ["--alone"],
        ["--keeper-fd", "7", "--events-fd", "9"],
    ],
    "staff": [
        ["--data", "/opt/clinic"],
        ["--windowed"],
        ["--session"],
        ["--alone"],
        ["--behind"],
        ["--keeper-fd", "7", "--events-fd", "9"],
    ],
}


@pytest.mark.parametrize("command", sorted(PIECES))
def test_every_choice_of_options_is_read_as_the_parser_reads_it(command: str) -> None:
    pieces = PIECES[command]
    choices = [
        [command, *itertools.chain.from_iterable(chosen)]
        for count in range(len(pieces) + 1)
        for chosen in itertools.combinations(pieces, count)
    ]
    parser = parser_of([command])

    for words in choices:
        found = read(words)
        assert found is not None, words
        assert vars(found) == vars(parser.parse_args(words))


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--data", "/opt/clinic"],
        ["doctor"],
        ["kiosk", "--help"],
        ["kiosk", "--data"],
        ["kiosk", "--data", "--staff"],
        ["kiosk", "--data="],
        ["kiosk", "--data=/opt/clinic"],
        ["kiosk", "--wind"],
        ["kiosk", "--keeper-fd", "-1"],
        ["kiosk", "--keeper-fd", "\N{ARABIC-INDIC DIGIT SEVEN}"],
        ["kiosk", "--passphrase-fd", "3"],
        ["kiosk", "--behind"],
        ["kiosk", "elsewhere"],
        ["staff", "--staff"],
    ],
)
def test_anything_else_is_left_to_the_parser(words: list[str]) -> None:
    assert read(words) is None


def test_the_last_folder_counts_as_with_the_parser() -> None:
    words = ["kiosk", "--data", "/opt/one", "--data", "/opt/two"]

    found = read(words)

    assert found is not None
    assert found.data == "/opt/two" == parser_of(words).parse_args(words).data
