"""From clean text to placed glyphs: measure, break, justify, compose. Arithmetic in whole numbers; no ink, no files but fonts."""
