"""A procurement round: plan -> quote requests; quotes received -> which to take."""
