"""What a run tells of itself while it lasts: one method an event, so that a bar can be drawn and
words can be chosen by whoever listens."""


class Progress:
    """Told of each step as it begins; this one does nothing. Subclass it and override what you
    show."""

    def reading(self, file: str) -> None:
        """A workbook, by its file name, is being read."""

    def needs(self) -> None:
        """Who needs what is being worked out."""

    def merging(self) -> None:
        """People, devices and accesses that are alike are being merged."""

    def solving(self, kinds: int) -> None:
        """The cheapest mix is being found for so many kinds of access."""

    def comparing(self) -> None:
        """What all-user and all-device licensing would cost is being worked out."""

    def auditing(self) -> None:
        """The plan is being audited."""

    def scenario(self, number: int, count: int, name: str) -> None:
        """Scenario `number` (from 1) of `count` is being solved."""

    def question(self, number: int, count: int, what: str) -> None:
        """Question `number` (from 1) of `count` of a negotiation is being answered."""

    def point(self, number: int, count: int, seconds_left: int) -> None:
        """`number` of the `count` points of a sweep are done."""

    def writing(self, file: str) -> None:
        """A result is being written to the file of that name."""

    def kept(self, file: str, copy: str) -> None:
        """An earlier result that somebody had saved since is now called `copy`."""


class ToldInWords(Progress):
    """Every event as a sentence, given to `tell`."""

    def tell(self, text: str) -> None:
        """Show one step."""
        raise NotImplementedError

    def reading(self, file: str) -> None:
        """Say which file."""
        self.tell(f"Reading {file}")

    def needs(self) -> None:
        """Say so."""
        self.tell("Working out who needs what")

    def merging(self) -> None:
        """Say so."""
        self.tell("Merging what is alike")

    def solving(self, kinds: int) -> None:
        """Say for how many."""
        self.tell(f"Solving for {kinds:,} kinds of access")

    def comparing(self) -> None:
        """Say with what."""
        self.tell("Comparing with all-user and all-device licensing")

    def auditing(self) -> None:
        """Say so."""
        self.tell("Auditing the plan")

    def scenario(self, number: int, count: int, name: str) -> None:
        """Say which."""
        self.tell(f"Scenario {number} of {count}: {name}")

    def question(self, number: int, count: int, what: str) -> None:
        """Say which."""
        self.tell(f"Question {number} of {count}: {what}")

    def point(self, number: int, count: int, seconds_left: int) -> None:
        """Say how far, and how long to go."""
        self.tell(f"{number:,} of {count:,} points, {seconds_left:,} s left")

    def writing(self, file: str) -> None:
        """Say where."""
        self.tell(f"Writing {file}")


QUIET = Progress()
"""Tells nobody."""
