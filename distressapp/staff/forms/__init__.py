"""Forms of the settings: the same in the set-up wizard and in the settings screen."""
