"""Instance -> mix, with its proven bound."""
