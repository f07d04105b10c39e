"""Files as they come: archives, encodings, dialects, formats -> tables of raw text."""
