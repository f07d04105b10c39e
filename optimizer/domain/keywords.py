"""The keywords of the format, each list once: what a sheet may say, and what rules ask for.

What people write for them besides stands in keyword_words.py.
"""

from enum import IntEnum, StrEnum


class Kind(IntEnum):
    """Which side's licenses count (License by, One kind): both, users' only, or devices' only."""

    EITHER = 0
    USER = 1
    DEVICE = 2

    @property
    def word(self) -> str:
        """As sheets say it."""
        return self.name.capitalize()

    @classmethod
    def of(cls, word: str) -> "Kind":
        """The kind that a sheet names."""
        return cls[word.upper()]


class Purpose(IntEnum):
    """Why an access is made, as far as licensing asks; a blank cell is USE."""

    USE = 0
    ADMINISTRATION = 1
    EXEMPT = 2

    @property
    def word(self) -> str:
        """As sheets say it."""
        return self.name.capitalize()

    @classmethod
    def of(cls, word: str) -> "Purpose":
        """The purpose that a sheet names."""
        return cls[word.upper()]


class Metric(StrEnum):
    """What a license is assigned to; what that means stands in licensing/metrics.py."""

    USER = "User"
    DEVICE = "Device"
    SERVER = "Server"
    CORE = "Core"
    ORGANIZATION = "Organization"
    UNREAD = ""
    """What a row has whose Metric is a problem."""


class Per(StrEnum):
    """How often a price is paid: once, for each year, or for each month, a year ahead."""

    ONCE = "Once"
    YEAR = "Year"
    MONTH = "Month"


class Pairing(StrEnum):
    """Who meets whom between groups: every member every device, or each one device of its own."""

    EVERY = "Every"
    OWN = "Own"


class Starts(StrEnum):
    """From when an offer is paid: now, or from the day after the owned unit's Until."""

    NOW = "Now"
    AT_EXPIRY = "At expiry"


class Orders(StrEnum):
    """When licenses may be ordered: on As of only, or at the start of each period of the
    horizon."""

    ONCE = "Once"
    YEARLY = "Yearly"
    QUARTERLY = "Quarterly"

    @property
    def months(self) -> int:
        """The length of a period in months; 0 where everything is ordered at once."""
        return {Orders.ONCE: 0, Orders.YEARLY: 12, Orders.QUARTERLY: 3}[self]


class DateOrder(StrEnum):
    """Which comes first in a column of dates that does not tell by itself."""

    DMY = "DMY"
    MDY = "MDY"


METRICS = tuple(metric.value for metric in Metric if metric is not Metric.UNREAD)
PERIODS = tuple(per.value for per in Per)
LICENSE_BY = tuple(kind.word for kind in Kind)
ONE_KIND = (Kind.USER.word, Kind.DEVICE.word)
PURPOSES = tuple(purpose.word for purpose in Purpose if purpose is not Purpose.USE)
PAIRINGS = tuple(pairing.value for pairing in Pairing)
STARTS = tuple(starts.value for starts in Starts)
ORDERS = tuple(orders.value for orders in Orders)
DATE_ORDERS = tuple(order.value for order in DateOrder)
