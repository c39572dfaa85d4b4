"""A coroutine's answer for a test, whatever else runs in the test's own thread: Playwright leaves an event loop running there."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Found = TypeVar("Found")


def asked(coroutine: Coroutine[Any, Any, Found]) -> Found:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
