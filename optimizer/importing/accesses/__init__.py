"""Groups with their meaning -> accesses, every row that is left out counted by its reason."""
