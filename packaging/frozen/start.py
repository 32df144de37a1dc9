"""Where the frozen program begins."""

from distressapp.__main__ import main

main()
