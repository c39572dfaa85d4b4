"""Clients that leave before they are answered: what is done for them alone is done no further.

The server ends no request whose client has gone (a page scrolled by asks for pictures that nobody will see); here it is heard.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.types import Receive

Found = TypeVar("Found")


class Left(Exception):
    """The client is gone, and the answer is nobody's."""


async def while_there(request: Request, work: Coroutine[Any, Any, Found]) -> Found:
    """What `work` comes to; it is cancelled when the client goes. Raises Left. The request's body was read already."""
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(until_gone(request.receive))
    try:
        await asyncio.wait((working, gone), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Left
        return working.result()
    finally:
        for task in (working, gone):
            task.cancel()
        await asyncio.gather(working, gone, return_exceptions=True)


async def until_gone(receive: Receive) -> None:
    """Until the server tells that the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
