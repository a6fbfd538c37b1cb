"""How often one address, or one ticket, may ask: token buckets, bounded in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

Monotonic = Callable[[], float]
"""Seconds on a clock that never goes back."""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """So many at once, and so many more a second after."""

    burst: float
    per_second: float


PER_ADDRESS = RateLimit(120, 2)
"""A place's visitors often share one address: their telephones are on its Wi-Fi."""

PER_TICKET = RateLimit(40, 0.5)

MOST_KEYS = 20_000
"""About 6 MB. Past it the key that asked longest ago is forgotten: it has filled up since,
or whoever made 20,000 others has made room for it."""


class Buckets:
    """One bucket a key. Safe to share between threads."""

    def __init__(self, rate: RateLimit, monotonic: Monotonic, most_keys: int = MOST_KEYS) -> None:
        self._rate = rate
        self._monotonic = monotonic
        self._most_keys = most_keys
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._left)

    def wait(self, key: str) -> float:
        """0 and one less in the bucket; or how many seconds until there is one again."""
        now = self._monotonic()
        with self._lock:
            left, at = self._left.pop(key, (self._rate.burst, now))
            left = min(self._rate.burst, left + (now - at) * self._rate.per_second)
            allowed = left >= 1
            self._left[key] = (left - 1 if allowed else left, now)
            while len(self._left) > self._most_keys:
                self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate.per_second


def network_of(address: str | None) -> str:
    """Who counts as one: an IPv4 address; of IPv6 the /64, which is one household's. Some
    proxies write the port after it.
    """
    try:
        found = ip_address(_without_port((address or "").strip(" \"'")).partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return found.packed[:8].hex() if mapped is None else str(mapped)
    return str(found)


def _without_port(address: str) -> str:
    """Of "1.2.3.4:5678", "[2001:db8::1]:443" and the like; IPv6 without brackets has none."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
