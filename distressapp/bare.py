"""Signals as the interpreter has them, for a keeper that is to stay small.

`signal` puts enumerations around them: three quarters of a megabyte of the memory of a process that
asks for none. What is called here is called the same there.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
else:
    import _signal as signal

__all__ = ["signal"]
