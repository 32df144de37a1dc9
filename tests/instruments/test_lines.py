"""Where a key stands in a file."""

from distressapp.instruments.lines import Place, line_of, lines_of

TEXT = """\
id = "x"

[[profiles]]
id = "a"
[[profiles.cutoffs]]
at = 1
[[profiles.cutoffs]]
at = 2
[[profiles]]
id = "b"
[[profiles.cutoffs]]
at = 3
[profiles.extra]
"quoted" = 4
"""


def where(*place: str | int) -> int:
    found: Place = place
    return line_of(lines_of(TEXT), found)


def test_a_key_is_found_in_the_table_it_stands_in() -> None:
    assert where("id") == 1
    assert where("profiles", 0, "id") == 4
    assert where("profiles", 1, "id") == 10


def test_the_nth_table_of_a_list_inside_a_list_is_found() -> None:
    assert where("profiles", 0, "cutoffs", 0, "at") == 6
    assert where("profiles", 0, "cutoffs", 1, "at") == 8
    assert where("profiles", 1, "cutoffs", 0, "at") == 12
    assert where("profiles", 1, "extra", "quoted") == 14


def test_a_key_that_is_not_there_is_sought_in_the_table_around_it() -> None:
    assert where("profiles", 1, "source") == 9
    assert where("name") == 1
