"""Asks Sumwhere and its peers the same questions, and times them in turn."""
