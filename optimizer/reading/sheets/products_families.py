"""The names that sheets share: families, products and user types, numbered as they are met."""

import re
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field

from optimizer.catalogue import lookup as catalogue
from optimizer.catalogue import nearest
from optimizer.domain import names as naming
from optimizer.domain import versions as ranks
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.schema import BY_NAME
from optimizer.domain.tables import NONE, Product
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid

MANY_UNKNOWN = 200
"""Past so many unknown products none is proposed in their place."""

MOST_UNKNOWN = 5_000
"""Past so many the others are not looked up: the column is of something else."""

EMPLOYEE, EXTERNAL = "Employee", "External"
TYPES = dict.fromkeys(
    """member members employees internal internals mitarbeiter angestellte employé employés
    salarié empleado empleados dipendente dipendenti medewerker medewerkers""".split(),  # noqa: SIM905
    EMPLOYEE,
) | dict.fromkeys(
    """guest guests externals extern externe externer externo externos esterno esterni gast gäste
    invité invités invitado invitados ospite ospiti b2b ext ext. externe(r) ext.user
    convidado convidados""".split(),  # noqa: SIM905
    EXTERNAL,
)
TYPES |= dict.fromkeys(
    (
        "external user", "external users", "guest user", "guest users", "guest account",
        "externer benutzer", "externe benutzer", "utilisateur externe", "usuario externo",
        "utente esterno", "externe gebruiker",
    ),
    EXTERNAL,
)  # fmt: skip
TYPES |= {"internal user": EMPLOYEE, "internal users": EMPLOYEE}
"""What directories and people call the two user types that the format knows by name. Contractors
and other external staff are neither: terms count those on site with the employees."""
UNKNOWN_PRODUCT = Message(
    "unknown-product",
    '{column} "{name}" is neither on Products nor in the built-in catalogue.',
    "{hint} Correct it, or add it to Products with the families it requires.",
)
TOO_MANY_UNKNOWN = Message(
    "too-many-unknown-products",
    '{column} "{name}" and the products after it were not looked up: {most:,} above are unknown.',
    "Is {column} the column of products? Correct those above, or add them to Products.",
)
LIMIT_LIFTED = Message(
    "limit-lifted",
    '"{name}" replaces the built-in product, so its limit of {limits} does not count.',
    "Delete the row if the limit holds for you.",
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


def product_key(name: str) -> str:
    """The form in which product names compare: as identifiers do, with 2008R2 read as 2008 R2."""
    return re.sub(r"(\d{4})\s*r2\b", r"\1 r2", naming.fold(name))


def meant_type(name: str) -> str:
    """The user type that a directory's word means; any other word is the planner's own."""
    return TYPES.get(naming.fold(name), name)


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


@dataclass(frozen=True)
class Met:
    """A product as a cell first wrote it: the index of what it was taken for, and the catalogue's
    entry where it is one of its products."""

    written: str
    place: Place
    product: int
    known: catalogue.Known | None


@dataclass
class KnownNames:
    """Families, user types and products of one workbook, the built-in catalogue behind its own
    sheets."""

    findings: Findings
    _: KW_ONLY
    families: Names = field(default_factory=Names)
    types: Names = field(default_factory=Names)
    products: list[Product] = field(default_factory=list)
    met: dict[str, Met] = field(default_factory=dict)
    """Folded name -> the product that it was taken for, of every name met."""
    _index: dict[str, int] = field(default_factory=dict)
    _unknown: int = 0
    _own: dict[str, tuple[str, list[tuple[int, int, bool]]]] = field(default_factory=dict)

    def read_products(self, grid: Grid | None) -> None:
        """Take the workbook's Products; they replace the catalogue's rows of the same name."""
        if grid is None:
            return
        columns = Columns(grid, self.findings)
        columns.require("Product")
        names = columns.each("Product", cells.text, "")
        families = columns.each("Family", cells.names, ())
        versions = columns.each("Version", cells.version, ranks.NEWEST)
        external = columns.each("External", cells.yes_no, True)
        for name, family, version, everyone, row in zip(
            names, families, versions, external, grid.rows.tolist(), strict=True
        ):
            if not name:
                continue
            key = product_key(name)
            if key not in self._own:
                self._note_limit(name, grid.place("Product", row))
            _, needs = self._own.setdefault(key, (name, []))
            needs += [(self.families.add(each), version, everyone) for each in family]

    def _note_limit(self, name: str, place: Place) -> None:
        """Say that a product of the workbook's own lifts a built-in limit."""
        known = catalogue.find(name)
        if not isinstance(known, catalogue.Known):
            return
        limits = [
            f"{most} {what}"
            for what, most in (("users", known.most_users), ("devices", known.most_devices))
            if most is not None
        ]
        if limits:
            self.findings.warn(place, LIMIT_LIFTED, name=name, limits=" and ".join(limits))

    @property
    def exhausted(self) -> bool:
        """Whether no more products are looked up, since so many are unknown."""
        return self._unknown > MOST_UNKNOWN

    def product(self, name: str, place: Place, column: str, others: Sequence[Place] = ()) -> int:
        """The index of a product named in a cell; one found nowhere is a problem at that cell and
        at the `others` that name it, and NONE."""
        key = product_key(name)
        if key in self.met:
            return self.met[key].product
        if self._unknown >= MOST_UNKNOWN:
            if self._unknown == MOST_UNKNOWN:
                self._unknown += 1
                self.findings.problem(
                    place, TOO_MANY_UNKNOWN, column=column, name=name, most=MOST_UNKNOWN
                )
            return NONE
        found = catalogue.find(name)
        known = found if isinstance(found, catalogue.Known) else None
        own = self._own_name(name, known)
        if own is None and known is None:
            self._unknown += 1
            listed = [spelled for spelled, _ in self._own.values()]
            hint = ""
            if self._unknown <= MANY_UNKNOWN and isinstance(found, catalogue.Parts):
                hint = nearest.proposal(name, found, listed)
            self.findings.problem(
                place, UNKNOWN_PRODUCT, others=others, column=column, name=name, hint=hint
            )
            return NONE
        if own is not None or known is None:
            canonical, product = own or key, self._own_product(own or key)
            known = None
        else:
            canonical, product = naming.fold(known.name), self._built_in(known)
        if canonical not in self._index:
            self._index[canonical] = len(self.products)
            self.products.append(product)
        self.met[key] = Met(name, place, self._index[canonical], known)
        return self._index[canonical]

    def _own_name(self, name: str, known: catalogue.Known | None) -> str | None:
        """The key of the workbook's own product of that name, or of one that says the same of a
        product of the catalogue in other words."""
        key = product_key(name)
        if key in self._own or known is None:
            return key if key in self._own else None
        if (canonical := product_key(known.name)) in self._own:
            return canonical
        essence = catalogue.essence(name)
        same = [k for k, (own, _) in self._own.items() if catalogue.essence(own) == essence]
        return same[0] if same else None

    def _own_product(self, key: str) -> Product:
        spelled, needs = self._own[key]
        everyone = {(family, version) for family, version, external in needs if external}
        pairs = tuple(dict.fromkeys((family, version) for family, version, _ in needs))
        return Product(spelled, pairs, not_external=frozenset(pairs) - everyone)

    def _built_in(self, known: catalogue.Known) -> Product:
        pairs = [(self.families.add(each.family), each.version) for each in known.requires]
        told = list(zip(pairs, known.requires, strict=True))
        return Product(
            known.name,
            tuple(pairs),
            most_users=known.most_users,
            most_devices=known.most_devices,
            not_external=frozenset(pair for pair, each in told if not each.external),
            assumed=frozenset(pair for pair, each in told if each.assumed),
        )

    def type(self, name: str) -> int:
        """The index of a user type; directories' words for a kind of user mean the format's."""
        return self.types.add(meant_type(name))

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
