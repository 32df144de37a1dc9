"""What starts the frozen program on Linux asks for the memory that the program itself asks for."""

import re

import starter

from distressapp import anew
from tests.house.project import ROOT


def test_what_starts_it_asks_for_the_same_memory_as_the_program() -> None:
    text = (ROOT / starter.SOURCE).read_text(encoding="utf-8")
    said = re.search(r'^#define TUNABLES "(.*)"$', text, re.MULTILINE)
    assert said is not None

    wanted = anew.environment({})

    assert wanted == {"GLIBC_TUNABLES": said[1], "PYTHONMALLOC": "malloc"}
    assert 'setenv("PYTHONMALLOC", "malloc", 1)' in text
