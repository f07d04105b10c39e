"""What raw text means: days, accounts, hosts, addresses, products."""
