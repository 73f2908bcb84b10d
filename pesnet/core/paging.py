"""Pages of long lists."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PAGE_SIZE = 50


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list: its rows, how many rows there are in all, its number (from 1) and the number of pages."""

    items: list[T]
    total: int
    number: int = 1
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The place of the first row of this page in the whole list, from 1; 0 when the list is empty."""
        return (self.number - 1) * self.size + 1 if self.total else 0
