"""Tables + plan -> violations, by rules of its own."""
