"""The audit: what everybody did, looked through and given out."""
