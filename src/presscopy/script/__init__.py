"""Traditional to Simplified: which lines to convert (`gate`), how (`convert`), from what (`compile`)."""
