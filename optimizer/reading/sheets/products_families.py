"""The names that sheets share: families, products and user types, numbered as they are met."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from optimizer.catalogue import lookup as catalogue
from optimizer.domain import names as naming
from optimizer.domain import versions as ranks
from optimizer.domain.problems import FOLD_AFTER, Findings, Message, Place
from optimizer.domain.schema import BY_NAME
from optimizer.domain.tables import NONE, Product
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid

EMPLOYEE, EXTERNAL = "Employee", "External"
DIRECTORY_TYPES = {"member": EMPLOYEE, "guest": EXTERNAL}
"""What directories call the two user types that the format knows by name."""
UNKNOWN_PRODUCT = Message(
    "unknown-product",
    '{column} "{name}" is neither on Products nor in the built-in catalogue.',
    "{hint} Correct it, or add it to Products with the families it requires.",
)
BASE_BLANK = Message(
    "base-blank", "Base is blank though Same holder is Yes.", "Name the base family."
)
BASE_CIRCLE = Message(
    "base-circle", 'Base of "{name}" leads back to itself.', "Name the family at the bottom."
)
SAME_HOLDER = Message(
    "same-holder",
    '"{name}" must be held by the same user or device as "{base}" (built-in catalogue).',
    "Add the family to Families to change that.",
)


@dataclass
class Names:
    """Identifiers in the order met; equal ones, however spelled, have one index and the first
    spelling."""

    spelled: list[str] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)

    def add(self, name: str) -> int:
        """The index of the name, new or known."""
        key = naming.fold(name)
        if key not in self.index:
            self.index[key] = len(self.spelled)
            self.spelled.append(name)
        return self.index[key]


@dataclass
class KnownNames:
    """Families, user types and products of one workbook, the built-in catalogue behind its own
    sheets."""

    findings: Findings
    families: Names = field(default_factory=Names)
    types: Names = field(default_factory=Names)
    products: list[Product] = field(default_factory=list)
    _index: dict[str, int] = field(default_factory=dict)
    _unknown: int = 0
    _own: dict[str, Product] = field(default_factory=dict)

    def read_products(self, grid: Grid | None) -> None:
        """Take the workbook's Products; they replace the catalogue's rows of the same name."""
        if grid is None:
            return
        columns = Columns(grid, self.findings)
        columns.require("Product")
        names = columns.each("Product", cells.text, "")
        families = columns.each("Family", cells.text, "")
        versions = columns.each("Version", cells.version, ranks.NEWEST)
        external = columns.each("External", cells.yes_no, True)
        for name, family, version, outside in zip(names, families, versions, external, strict=True):
            if name:
                known = self._own.setdefault(catalogue.product_key(name), Product(name, ()))
                if family:
                    need = self.families.add(family), version
                    self._own[catalogue.product_key(name)] = replace(
                        known,
                        requires=(*known.requires, need),
                        not_external=(*known.not_external, *(() if outside else (need,))),
                    )

    def type(self, name: str) -> int:
        """The index of a user type; Member is Employee and Guest is External, as directories say
        it."""
        return self.types.add(DIRECTORY_TYPES.get(naming.fold(name), name))

    def product(self, name: str, place: Place, column: str, others: Sequence[Place] = ()) -> int:
        """The index of a product named in a cell; one found nowhere is a problem at that cell and at
        the `others` that name it, and NONE."""
        key = catalogue.product_key(name)
        if key not in self._index:
            if key in self._own:
                product = self._own[key]
            elif key in catalogue.products():
                known = catalogue.products()[key]
                requires = tuple(
                    (self.families.add(family), version) for family, version in known.requires
                )
                product = Product(known.name, requires, known.most_users, known.most_devices)
            else:
                candidates = [own.name for own in self._own.values()] + [
                    known.name for known in catalogue.products().values()
                ]
                self._unknown += 1
                hint = naming.nearest(name, candidates) if self._unknown <= FOLD_AFTER else ""
                self.findings.problem(
                    place,
                    UNKNOWN_PRODUCT,
                    others=others,
                    column=column,
                    name=name,
                    hint=hint,
                )
                return NONE
            self._index[key] = len(self.products)
            self.products.append(product)
        return self._index[key]

    def read_families(self, grid: Grid | None) -> dict[int, int]:
        """Additive family -> base that the same holder must have, for every family met; catalogue
        rows are noted."""
        own: dict[str, int] = {}
        if grid is not None:
            columns = Columns(grid, self.findings)
            names = columns.unique("Family")
            bases = columns.each("Base", cells.text, "")
            same = columns.each("Same holder", cells.yes_no, False)
            for name, base, holds, row in zip(names, bases, same, grid.rows.tolist(), strict=True):
                if holds and not base:
                    self.findings.problem(
                        grid.place("Base", row),
                        BASE_BLANK,
                    )
                own[naming.fold(name)] = self.families.add(base) if holds and base else NONE
            self._refuse_circles(grid, names, own)
        return self._with_catalogue(own)

    def _refuse_circles(self, grid: Grid, names: list[str], own: dict[str, int]) -> None:
        for name, row in zip(names, grid.rows.tolist(), strict=True):
            below, seen = own.get(naming.fold(name), NONE), {naming.fold(name)}
            while below != NONE and (key := naming.fold(self.families.spelled[below])) not in seen:
                seen.add(key)
                below = own.get(key, NONE)
            if below != NONE:
                self.findings.problem(
                    grid.place("Base", row),
                    BASE_CIRCLE,
                    name=name,
                )

    def _with_catalogue(self, own: dict[str, int]) -> dict[int, int]:
        result: dict[int, int] = {}
        needed = list(
            dict.fromkeys(family for product in self.products for family, _ in product.requires)
        )
        for index in needed:  # grows: a base may itself sit on another one
            family = self.families.spelled[index]
            key = naming.fold(family)
            if key in own:
                base_index = own[key]
                if base_index == NONE:
                    continue
            elif base := catalogue.families().get(key, ("", ""))[1]:
                base_index = self.families.add(base)
                self.findings.warn(
                    Place(BY_NAME["Families"].order, "Families"),
                    SAME_HOLDER,
                    name=family,
                    base=base,
                )
            else:
                continue
            result[index] = base_index
            if base_index not in needed:
                needed.append(base_index)
        return result
