"""One file per format: bytes in, article out, and back."""
