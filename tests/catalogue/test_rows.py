"""The catalogue's files agree with each other, and every fact has its source."""

from optimizer.catalogue.products import plain
from optimizer.catalogue.rows import rows, sources

MEMORY = "general knowledge, check your terms"


def test_every_row_has_a_source_and_a_date() -> None:
    named: set[str] = set()
    for file in ("products", "versions", "families", "licenses"):
        for row in rows(file):
            assert row["sources"], row
            for tag in row["sources"].split():
                assert sources()[tag].address, tag
                named.add(tag)
    for file in ("versions", "families", "licenses"):
        assert {row["as_of"] for row in rows(file)} == {"2026-11-25"}
    for source in sources().values():
        assert source.read == "2026-11-25"
    assert sources()["GK"].address == MEMORY


def test_what_rests_on_memory_alone_says_so() -> None:
    for file in ("products", "versions", "families"):
        for row in rows(file):
            assert row["confidence"] in tuple("PVRM"), row
            if row["sources"] == "GK":
                assert row["confidence"] == "M", row


def test_names_editions_and_versions_point_to_products_that_there_are() -> None:
    products = {plain(row["product"]) for row in rows("products")}
    assert len(products) == len(rows("products"))
    for row in rows("products"):
        assert row["versions_of"] in {*products, ""}
    for row in rows("versions"):
        assert row["product"] in products
    for row in rows("names"):
        assert row["product"] in products, row
        assert row["edition_of"] in {*products, ""}, row
    named = {row["product"] for row in rows("names")}
    assert products <= named


def test_families_are_those_of_products_and_licenses() -> None:
    families = {row["family"] for row in rows("families")}
    for file, column in (("products", "families"), ("licenses", "covers")):
        for row in rows(file):
            assert {f.strip() for f in row[column].split(";") if f.strip()} <= families, row


def test_a_version_is_one_row() -> None:
    keys = [(row["product"], row["version"]) for row in rows("versions")]
    assert len(set(keys)) == len(keys)
