"""The nurse's day: who is due, who sits, who is finished, and what must not wait."""
