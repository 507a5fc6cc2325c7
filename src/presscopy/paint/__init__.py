"""From placed glyphs to a PDF. Everything has been decided before: this room only writes."""

from presscopy.paint import unopened as unopened  # before anything here imports ReportLab
