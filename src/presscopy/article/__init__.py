"""The article: its text with the way back to what the author typed, and which line is what."""
