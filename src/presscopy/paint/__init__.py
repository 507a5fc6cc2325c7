"""From placed glyphs to a PDF. Everything has been decided before: this room only writes."""
