"""What a row of Access rests on, as its column Basis says."""

OBSERVED, MACHINE, ADDRESS = "Observed", "Observed (machine)", "Observed (address)"
"""A log: of a person on a known device, of a machine alone, from an address that nothing names."""

ROSTERED, AUTHORISED = "Rostered", "Authorised"
"""A roster; a group that opens the server."""
