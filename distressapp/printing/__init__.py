"""The print system: queues, states, what was printed. It comes with issue 4."""
