"""One file per output format; `located` tells every finding in the offsets of the file."""
