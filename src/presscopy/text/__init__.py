"""Spans, edits, revisions, findings and places: text handling that knows nothing of Chinese or of files."""
