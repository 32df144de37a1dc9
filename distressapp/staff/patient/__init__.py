"""One patient: timeline, trends, answers, and the pages that can be made of a sitting."""
