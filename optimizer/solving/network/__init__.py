"""The license forest as a network, and its minimum cut."""
