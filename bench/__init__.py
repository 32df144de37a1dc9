"""What the program costs, measured against its floor and its peers in one run: `make bench`."""
