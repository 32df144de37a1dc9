"""Handing over: who is in front of you, compared twice, and the kiosk is theirs."""
