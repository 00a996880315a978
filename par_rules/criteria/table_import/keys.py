"""Keys made of Vietnamese titles: "Tỷ lệ hồ sơ đúng hạn" becomes ty_le_ho_so_dung_han."""

from __future__ import annotations

from collections.abc import Iterable

from par_rules.letters import words

MOST = 48


def key_of(title: str, otherwise: str) -> str:
    """Give a key of whole words, at most ``MOST`` letters, that begins with a letter."""
    key = ""
    for word in words(title):
        longer = f"{key}_{word}" if key else word
        if len(longer) > MOST:
            break
        key = longer
    if not key or not key[0].isalpha():
        key = f"{otherwise}_{key}".rstrip("_")
    return key


class Keys:
    """Gives keys that are not used yet."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self.used = set(used)

    def new(self, title: str, otherwise: str) -> str:
        """Give a key for a title, numbered where the plain one is used."""
        return self.take(key_of(title, otherwise))

    def take(self, key: str) -> str:
        """Give ``key``, numbered where it is used."""
        found, n = key, 1
        while found in self.used:
            n += 1
            found = f"{key}_{n}"
        self.used.add(found)
        return found
