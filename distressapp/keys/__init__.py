"""Workshop: libsodium, and nobody else's cryptography."""
