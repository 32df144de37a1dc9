"""The slip of a call for help as a value: a word to look for, and no patient."""

from datetime import datetime

from distressapp.core.frozen import frozen


@frozen
class Slip:
    """What comes out at the staff's printer when somebody asks to speak to someone now.

    It has no name, no record number and no answer: whoever passes the printer may read it.

    Attributes:
        title: Of the document.
        language: Of the words, BCP 47.
        at: Local time of the call, aware.
        strip: Says that it is a rehearsal; None in clinical use.
        clinic: Its name.
        words: What is asked, or that it is a test.
        ticket: The word on the patient's tablet.
        time: Of the day, in words.
        advice: What to do.
    """

    title: str
    language: str
    at: datetime
    strip: str | None
    clinic: str
    words: str
    ticket: str
    time: str
    advice: str
