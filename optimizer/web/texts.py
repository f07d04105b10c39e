"""The page's texts: one file a language, all of them in it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


class Section:
    """The texts of one part of the page, as attributes; each may be called to fill its blanks."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getattr__(self, name: str) -> "Text":
        try:
            return Text(self._texts[name])
        except KeyError:
            raise AttributeError(name) from None


class Text(str):
    """A text; called with its blanks it is filled."""

    __slots__ = ()

    def __call__(self, **blanks: object) -> str:
        """The text with its blanks filled."""
        return self.format(**blanks)


@cache
def texts(language: str = "en") -> dict[str, Section]:
    """The sections of a language by name."""
    name = "texts.toml" if language == "en" else f"texts.{language}.toml"
    raw = files("optimizer.web").joinpath(name).read_text(encoding="utf-8")
    return {section: Section(found) for section, found in tomllib.loads(raw).items()}
