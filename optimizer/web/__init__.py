"""The local page: a face of the package's verbs in the planner's own browser, on this machine
only."""
