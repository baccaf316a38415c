"""What every test may use."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

HANG = 120
"""Seconds after which a pattern has exploded; what is tested takes two or three, even on a busy machine."""


@pytest.fixture
def no_hang() -> Iterator[None]:
    """End a test that never would; it asserts no speed."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"still running after {HANG} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANG)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
