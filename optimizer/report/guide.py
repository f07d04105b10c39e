"""What each sheet of the result is for, in a few words."""

GUIDE = {
    "Purchases": "what to order, where, and when it is paid",
    "Timeline": "period by period: who is there, what is needed, there and ordered, what is paid",
    "Who gets what": "for those who hand the licenses out: alike people and devices in one row",
    "User licenses": "name by name: who holds what, and why",
    "Device licenses": "device by device: which holds what, and why",
    "Server licenses": "what is taken for a server, a host or everyone",
    "Holdings": "each license's account",
    "Breakdown": "the cost by department and site, licenses in use by family, units to move",
    "Coverage": "each access and what covers it",
    "Scenarios": "other futures beside the plan",
    "Scenario changes": "who would hold something else in them",
    "Negotiation": "the ten things worth most, and single prices looked at closely",
    "Prices": "every price and offer, and what it does",
    "Notes": "what you should know",
    "About": "how this was made",
    "Integrity": "the workbook added up again",
}
