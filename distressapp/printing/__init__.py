"""The print system: printers, pages handed over, and what became of them."""
