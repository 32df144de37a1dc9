"""The staff's room: today's list and whom we owe. Its windows come with issue 4."""
