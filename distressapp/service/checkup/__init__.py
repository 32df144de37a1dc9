"""The self-check: what stands on the page that `doctor` prints for whoever is asked to help."""
