"""The patient's screens, one per kind of step."""
