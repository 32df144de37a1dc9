"""Furniture: Qt pieces that both rooms use."""
