"""Results of dear and pure steps, remembered under a hash of all that they were given; safe to delete at any time."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("markdown", "jinja2", "markupsafe", "yaml", "selectolax", "PIL", "resvg_py")
MOST_UNUSED = 500
READ_AT_ONCE = 64_000_000  # bytes; one question for all is a third of the time of one question each


@cache
def engine_version() -> str:
    """A hash of the engine's own code, of Python, and of the libraries whose results are remembered."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    for name in LIBRARIES:
        digest.update(_version(name))
    return digest.hexdigest()


def _version(library: str) -> bytes:
    """The names of its folder's neighbours tell its version: asking the library's metadata takes 20 ms."""
    spec = find_spec(library)
    if spec is None or spec.origin is None:
        return b""
    packages = Path(spec.origin).parent.parent
    return " ".join(
        sorted(path.name for path in packages.glob("*.dist-info") if library.lower() in path.name.lower())
    ).encode()


class Memo:
    """A store on disk, or in memory where the folder cannot be written; a damaged one counts as empty."""

    def __init__(self, file: Path | None) -> None:
        self._lock = threading.Lock()
        self._memory: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        self._forgotten: set[bytes] = set()
        self._file = file
        self._store = self._opened(file) if file else None

    def _opened(self, file: Path) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                store = sqlite3.connect(file, timeout=2, check_same_thread=False, isolation_level=None)
                store.execute("PRAGMA journal_mode=WAL")
                store.execute("PRAGMA synchronous=NORMAL")
                # What is deleted is overwritten, not only passed over.
                store.execute("PRAGMA secure_delete=ON")
                store.execute("CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, value BLOB)")
                if _size(store) <= READ_AT_ONCE:
                    self._memory = dict(store.execute("SELECT key, value FROM memo"))
                return store
            except sqlite3.DatabaseError as fault:
                if isinstance(fault, sqlite3.OperationalError) or not _set_aside(file):
                    return None
            except OSError:
                return None
        return None

    def get(self, step: str, given: bytes) -> bytes | None:
        """What `step` made of `given`, or None."""
        key = _key(step, given)
        with self._lock:
            self._used.add(key)
            known = self._new.get(key) or self._memory.get(key)
            return _sound(known if known is not None else self._stored(key))

    def _stored(self, key: bytes) -> bytes | None:
        try:
            row = (
                self._store.execute("SELECT value FROM memo WHERE key = ?", (key,)).fetchone() if self._store else None
            )
        except sqlite3.Error:
            return None
        return row[0] if row else None

    def put(self, step: str, given: bytes, result: bytes) -> None:
        with self._lock:
            self._new[_key(step, given)] = hashlib.sha256(result).digest() + result

    def forget(self, step: str, given: bytes) -> None:
        """Leaves no result of this at the next `save`; it stays at hand until then."""
        key = _key(step, given)
        with self._lock:
            result = self._new.pop(key, None)
            if result is not None:
                self._memory[key] = result
            elif key in self._memory or self._stored(key) is not None:
                self._forgotten.add(key)

    def save(self) -> None:
        """Writes what is new, and forgets what was long not used; a store that cannot be written costs only time."""
        with self._lock:
            if self._store is None:
                self._memory.update(self._new)
            else:
                self._write(self._store)
            self._new = {}

    def _write(self, store: sqlite3.Connection) -> None:
        if not self._new and not self._forgotten:
            return
        try:
            store.execute("BEGIN IMMEDIATE")
            store.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?)", self._new.items())
            keys = {row[0] for row in store.execute("SELECT key FROM memo")}
            if len(keys) > 1.5 * len(self._used) + MOST_UNUSED:
                store.executemany("DELETE FROM memo WHERE key = ?", [(key,) for key in keys - self._used])
            store.executemany("DELETE FROM memo WHERE key = ?", [(key,) for key in self._forgotten])
            store.execute("COMMIT")
            self._forgotten = set()
        except sqlite3.Error:
            self._memory.update(self._new)
            if store.in_transaction:
                store.execute("ROLLBACK")

    def close(self) -> None:
        self.save()
        if self._store is not None:
            self._store.close()
            self._store = None


def stored_results(file: Path) -> Iterator[bytes]:
    """Every result in a store, whatever it was made of; none where there is no store or it cannot be read."""
    if not file.is_file():
        return
    try:
        with closing(sqlite3.connect(file, timeout=2)) as store:
            for (stored,) in store.execute("SELECT value FROM memo"):
                yield stored[32:] if isinstance(stored, bytes) else b""
    except sqlite3.Error:
        return


def rewrite_store(file: Path, keeps: Callable[[bytes], bool]) -> int:
    """Makes the store anew from the results that are kept, and says how many are not; OSError where it is held.

    A store from which rows are only deleted still holds what they said.
    """
    fresh = file.with_name(f"{file.name}.new")
    rows = _rows(file)
    kept = [(key, value) for key, value in rows if isinstance(value, bytes) and keeps(value[32:])]
    _set_aside_all(fresh)
    try:
        with closing(sqlite3.connect(fresh)) as store, store:
            store.execute("CREATE TABLE memo (key BLOB PRIMARY KEY, value BLOB)")
            store.executemany("INSERT INTO memo VALUES (?, ?)", kept)
    except sqlite3.Error:
        _set_aside_all(fresh)
        kept = []
    _set_aside_all(file)
    if fresh.exists():
        os.replace(fresh, file)
    return len(rows) - len(kept)


def _rows(file: Path) -> list[tuple[object, object]]:
    if not file.is_file():
        return []
    try:
        with closing(sqlite3.connect(file, timeout=2)) as store:
            return list(store.execute("SELECT key, value FROM memo"))
    except sqlite3.Error:
        return []


def _key(step: str, given: bytes) -> bytes:
    digest = hashlib.sha256(f"{step}\0{engine_version()}\0".encode())
    digest.update(given)
    return digest.digest()


def _size(store: sqlite3.Connection) -> int:
    """Bytes that hold results; the file itself never shrinks."""
    pages, free, size = (
        store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _sound(stored: bytes | None) -> bytes | None:
    """The result without its hash; None where the two do not fit, as after a fault of the disk."""
    if not isinstance(stored, bytes):
        return None
    result = stored[32:]
    return result if hashlib.sha256(result).digest() == stored[:32] else None


def _set_aside(file: Path) -> bool:
    try:
        _set_aside_all(file)
    except OSError:
        return False
    return True


def _set_aside_all(file: Path) -> None:
    """The store and what SQLite keeps beside it."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-journal"):
        (file.parent / name).unlink(missing_ok=True)
