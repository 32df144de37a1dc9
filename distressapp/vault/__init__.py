"""Workshop: one SQLCipher file through sqlite-utils. Imported only where the vault opens."""
