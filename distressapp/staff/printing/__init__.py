"""The screen of pages on their way to paper, and the queue that sends them."""
