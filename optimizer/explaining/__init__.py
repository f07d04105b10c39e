"""Mix -> plan: priced, accounted, covered by what, and why."""
