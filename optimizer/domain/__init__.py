"""Values that every other package shares; they import nothing but each other."""
