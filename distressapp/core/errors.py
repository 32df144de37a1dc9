"""The one kind of failure that a person is told about."""


class ExpectedError(Exception):
    """The world's fault: says what happened, and what a person can do.

    Anything else that is raised is a bug and may end in the safe screen.

    Args:
        message: What happened, to which thing. Never an answer, a name or a
            record number.
        advice: What the reader can do about it, as a sentence.
    """

    def __init__(self, message: str, *, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}. {self.advice}"


class NotOnOfferError(ExpectedError):
    """An answer that the item does not offer."""


class UnknownItemError(ExpectedError):
    """An item that the instrument does not have."""


class DefinitionError(ExpectedError):
    """An instrument or wording file with something wrong in it."""


class PackError(ExpectedError):
    """A wording pack that is not taken; nothing was changed."""
