"""Undo what other people's software did to the copy before any other stage reads it."""
