"""Format 1 declared once: every sheet, column and setting that a workbook may hold.

The reader, the checks, the template and the README all take their names and rules from here.
"""

from optimizer.domain.declarations import Column as Column
from optimizer.domain.declarations import Kind as Kind
from optimizer.domain.declarations import Setting as Setting
from optimizer.domain.declarations import Sheet as Sheet
from optimizer.domain.keywords import LICENSE_BY, METRICS, PAIRINGS, PERIODS, PURPOSES, STARTS
from optimizer.domain.kinds_of_change import CHANGES as CHANGES
from optimizer.domain.kinds_of_change import KIND_OF_CHANGE as KIND_OF_CHANGE
from optimizer.domain.kinds_of_change import ChangeKind as ChangeKind
from optimizer.domain.kinds_of_change import ChangeName as ChangeName
from optimizer.domain.sheet_names import named_settings, named_sheets

LONGEST_HORIZON = 50
"""Years."""


_SETTINGS = (
    Setting("Currency", Kind.TEXT, "USD", "ISO 4217 code of every amount"),
    Setting("As of", Kind.DATE, "", "The plan's first day; today if blank"),
    Setting(
        "Horizon",
        Kind.WHOLE,
        "3",
        "Whole years that the plan must stay compliant and that costs are summed over",
    ),
    Setting(
        "Discount rate",
        Kind.RATE,
        "0",
        "Per year; payments at the start of year t are divided by (1 + rate)^t",
    ),
    Setting(
        "Budget",
        Kind.MONEY,
        "",
        "What may be paid over the horizon; shown beside the plan, never changes it",
    ),
    Setting(
        "Access window",
        Kind.WHOLE,
        "",
        "Days; an access last seen longer before As of is left out (90 is customary)",
    ),
    Setting("Organization", Kind.NAME, "", "Whose plan it is: the title of the result"),
    Setting(
        "Organization size", Kind.WHOLE, "", "Quantity that an Organization license is bought for"
    ),
    Setting(
        "Orders",
        Kind.KEYWORD,
        "Once",
        "When licenses may be ordered: Once (all on As of), Yearly or Quarterly",
    ),
    Setting("Simplify within", Kind.NUMBER, "", "What fewer unlike holders may cost"),
    Setting(
        "Access file",
        Kind.NAME,
        "",
        "CSV or Parquet file, beside the workbook, that stands for the sheet Access",
    ),
    Setting("Users file", Kind.NAME, "", "The same for Users"),
    Setting("Devices file", Kind.NAME, "", "The same for Devices"),
    Setting(
        "Date order", Kind.KEYWORD, "", "DMY or MDY, where a column of text dates tells neither"
    ),
)


_THERE = (
    Column("From", Kind.DATE, "First day that it is there; blank: from the start"),
    Column("To", Kind.DATE, "Last day that it is there; blank: to the end"),
)


_TERM = Column(
    "Term",
    Kind.WHOLE,
    "Months that a unit serves; blank: for good, or as long as it is paid",
)


_WHO = (
    Column("Count", Kind.WHOLE, "How many the row stands for; 0 leaves it out", default="1"),
    Column(
        "Active",
        Kind.YES_NO,
        "No: the row and its accesses are left out, with a note",
        default="Yes",
    ),
    Column(
        "License by",
        Kind.KEYWORD,
        "Which kind of license counts for this row's accesses",
        keywords=LICENSE_BY,
        default="Either",
    ),
    Column("From", Kind.DATE, "First day; a row that starts after the horizon is left out"),
    Column("To", Kind.DATE, "Last day; a row that ends before As of is left out"),
    Column(
        "Same as", Kind.NAME, "Another name of the row given here; its accesses count as that row's"
    ),
    Column("Department", Kind.TEXT, "Carried into the results; costs are summed by it"),
    Column("Site", Kind.TEXT, "Carried into the results; costs are summed by it"),
)


_SHEETS = (
    Sheet(
        "Settings",
        "What holds for the whole plan; leave a value blank for its default.",
        (
            Column("Setting", Kind.NAME, "Name of the setting", required=True),
            Column("Value", Kind.TEXT, "Its value", required=True),
        ),
    ),
    Sheet(
        "Users",
        "People, one a row, or groups of Count interchangeable people. Without this sheet, users "
        "are those of Access.",
        (
            Column("User", Kind.NAME, "Name of the person or group", required=True),
            *_WHO[:2],
            Column(
                "Type",
                Kind.TEXT,
                "Employee, External or your own word; matched by For on Licenses",
                default="Employee",
            ),
            *_WHO[2:],
        ),
    ),
    Sheet(
        "Devices",
        "Devices, one a row, or groups of Count alike. Without this sheet, devices are those of "
        "Access.",
        (Column("Device", Kind.NAME, "Name of the device or group", required=True), *_WHO),
    ),
    Sheet(
        "Servers",
        "Servers and the products that everyone using them uses. Without this sheet, Server on "
        "Access names a product.",
        (
            Column("Server", Kind.NAME, "Name of the server", required=True),
            Column(
                "Product",
                Kind.NAMES,
                "Everything that someone using this server uses",
                required=True,
            ),
            Column("Count", Kind.WHOLE, "Identical servers; 0 leaves it out", default="1"),
            Column("Cores", Kind.WHOLE, "Cores of one server; a Core license needs them"),
            Column(
                "Processors",
                Kind.WHOLE,
                "Processors of one server, for licenses with a Minimum per processor; 1 if blank",
            ),
            Column("Host", Kind.NAME, "Physical machine it runs on; itself if blank"),
            Column(
                "One kind",
                Kind.NAMES,
                "Families of which only one kind counts here; Family: User or Device fixes it",
            ),
            Column(
                "CAL mode cost",
                Kind.MONEY,
                "Paid once unless a Core license is assigned to the server",
            ),
            Column(
                "Front end of",
                Kind.NAMES,
                "Servers that this one stands in front of: its accesses count for them too",
            ),
            *_THERE,
        ),
    ),
    Sheet(
        "Access",
        "Who uses which server on which device. Between groups: every member with every device.",
        (
            Column("User", Kind.NAME, "User or group; blank: unknown people use this device"),
            Column("Device", Kind.NAME, "Device or group; blank: this user from any device"),
            Column(
                "Server",
                Kind.NAME,
                "Server, or a product where there is no Servers sheet",
                required=True,
            ),
            Column("Product", Kind.NAMES, "Narrows the row to some of the server's products"),
            Column("Sessions", Kind.NUMBER, "How often, for the row as a whole", default="1"),
            Column("Last seen", Kind.DATE, "Compared with the Access window"),
            Column(
                "Pairing",
                Kind.KEYWORD,
                "Own: each member with one device of its own",
                keywords=PAIRINGS,
                default="Every",
            ),
            Column(
                "Basis",
                Kind.TEXT,
                "Observed, Observed (machine), Observed (address), Rostered, Authorised or "
                "your own word",
            ),
            Column(
                "Purpose",
                Kind.KEYWORD,
                "Administration: up to two people or devices a server need nothing; Exempt: needs "
                "nothing",
                keywords=PURPOSES,
            ),
            Column("Reason", Kind.TEXT, "Why the row is exempt"),
            *_THERE,
        ),
        required=True,
    ),
    Sheet(
        "Products",
        "What using a product requires, one row a family; replaces the built-in rows of that "
        "product.",
        (
            Column("Product", Kind.NAME, "Name of the product", required=True),
            Column("Family", Kind.NAME, "Family of licenses it requires; blank: none"),
            Column("Version", Kind.VERSION, "Version required; blank is the newest"),
            Column(
                "External",
                Kind.YES_NO,
                "No: users of Type External need nothing of this row",
                default="Yes",
            ),
        ),
    ),
    Sheet(
        "Families",
        "Families of licenses that must sit on top of another one; replaces the built-in row of "
        "that family.",
        (
            Column("Family", Kind.NAME, "Name of the family", required=True),
            Column("Base", Kind.NAME, "Family that it sits on"),
            Column(
                "Same holder",
                Kind.YES_NO,
                "Yes: whoever covers the family must also hold the Base",
                default="No",
            ),
        ),
    ),
    Sheet(
        "Licenses",
        "What can be held: one row a license, with its price where it can be bought plainly.",
        (
            Column("License", Kind.NAME, "Name of the license", required=True),
            Column(
                "Metric", Kind.KEYWORD, "What it is assigned to", required=True, keywords=METRICS
            ),
            Column("Covers", Kind.NAMES, "Families that it opens", required=True),
            Column(
                "Version", Kind.VERSION, "Opens that version and all earlier ones; blank opens all"
            ),
            Column("For", Kind.NAMES, "User types that it may cover; blank is everyone"),
            Column(
                "Requires",
                Kind.NAME,
                "For Metric Server: another Server license that must be taken for the same host",
            ),
            Column("Price", Kind.MONEY, "Price of a pack; blank: only Owned or Offers supply it"),
            Column(
                "Per", Kind.KEYWORD, "How often the price is paid", keywords=PERIODS, default="Once"
            ),
            _TERM,
            Column("Pack", Kind.WHOLE, "Licenses in one pack", default="1"),
            Column("Minimum per server", Kind.WHOLE, "Core licenses that a server needs at least"),
            Column(
                "Minimum per processor",
                Kind.WHOLE,
                "Core licenses that each processor of a server needs at least",
            ),
            Column(
                "Activation", Kind.YES_NO, "Yes: to be installed on a license server", default="No"
            ),
        ),
        required=True,
    ),
    Sheet(
        "Offers",
        "Ways to obtain a license: packs, tiers, renewals, step-ups.",
        (
            Column("Offer", Kind.NAME, "Name of the offer", required=True),
            Column("License", Kind.NAME, "License that it gives", required=True),
            Column("From license", Kind.NAME, "Each unit uses up one owned unit of this license"),
            Column("Price", Kind.MONEY, "Price of a pack", required=True),
            Column(
                "Per", Kind.KEYWORD, "How often the price is paid", keywords=PERIODS, default="Once"
            ),
            _TERM,
            Column(
                "Pack", Kind.WHOLE, "Licenses in one pack; only whole packs are bought", default="1"
            ),
            Column(
                "From quantity",
                Kind.WHOLE,
                "Start of a tier: the whole quantity is priced at its tier",
            ),
            Column("Minimum", Kind.WHOLE, "None, or at least so many licenses"),
            Column("Maximum", Kind.WHOLE, "At most so many licenses"),
            Column(
                "Starts",
                Kind.KEYWORD,
                "Now, or on the day after the owned unit's Until",
                keywords=STARTS,
                default="Now",
            ),
            Column(
                "Increase", Kind.RATE, "Raises the price by this share each year after the first"
            ),
            Column("Channel", Kind.TEXT, "Carried to Purchases"),
            Column("Supplier", Kind.TEXT, "Carried to Purchases"),
            Column("Part number", Kind.TEXT, "Carried to Purchases"),
            Column("Valid from", Kind.DATE, "First day of the quote; it is ordered within both"),
            Column("Valid until", Kind.DATE, "Last day of the quote; a warning where it is past"),
        ),
    ),
    Sheet(
        "Owned",
        "Rights that are owned already.",
        (
            Column("License", Kind.NAME, "Name of the license", required=True),
            Column("Quantity", Kind.WHOLE, "Units owned", required=True),
            Column("Until", Kind.DATE, "Last day of the right; blank is for good"),
            Column("SA until", Kind.DATE, "Last day of Software Assurance"),
        ),
    ),
    Sheet(
        "Assigned",
        "Owned units that already sit with a user or a device.",
        (
            Column("License", Kind.NAME, "Name of the license", required=True),
            Column("User", Kind.NAME, "User that holds it"),
            Column("Device", Kind.NAME, "Device that holds it"),
            Column("Quantity", Kind.WHOLE, "Units; the row's Count if blank"),
            Column(
                "Movable", Kind.YES_NO, "Yes: the unit may move to another holder", default="No"
            ),
        ),
    ),
    Sheet(
        "Timeline",
        "What changes from a day on: prices, counts, products; with Orders Yearly or Quarterly.",
        (
            Column("From", Kind.DATE, "First day that it holds", required=True),
            Column(
                "Change",
                Kind.KEYWORD,
                "What changes",
                required=True,
                keywords=tuple(change.name.value for change in CHANGES if change.dated),
            ),
            Column("Target", Kind.NAME, "What it changes; * is all"),
            Column("Value", Kind.TEXT, "The new value"),
            Column("Note", Kind.TEXT, "For the reader"),
        ),
    ),
    Sheet(
        "Scenarios",
        "What-if changes, applied to the workbook from top to bottom.",
        (
            Column("Scenario", Kind.NAME, "Name of the scenario", required=True),
            Column(
                "Change",
                Kind.KEYWORD,
                "What changes",
                required=True,
                keywords=tuple(change.name.value for change in CHANGES),
            ),
            Column("Target", Kind.NAME, "What it changes; * is all"),
            Column("Value", Kind.TEXT, "The new value"),
            Column("From", Kind.DATE, "First day that it holds; blank: throughout"),
        ),
    ),
)


SHEETS, SETTINGS = named_sheets(_SHEETS), named_settings(_SETTINGS)


IMPORTED = ("Sources", "Names", "To decide", "Decisions")
"""Sheets that an import writes and reads; who solves passes them over in silence."""


BY_NAME = {sheet.name: sheet for sheet in SHEETS}
