"""What the suite keeps about people: collected from its features, and what core itself keeps."""
