"""Paper forms: printed for whom, out, and keyed in when they come back."""
