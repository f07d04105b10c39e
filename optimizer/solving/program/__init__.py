"""The program in PuLP, a file a constraint family."""
