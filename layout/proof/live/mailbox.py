"""A mailbox of one: whoever reads slowly gets the latest, and nothing is queued for him. For one asyncio loop."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager


class MailboxClosed(Exception):
    """Nothing more will come."""


class Mailbox:
    """Told that something is new; what is new is looked up when it is wanted. The first look is always due."""

    def __init__(self) -> None:
        self._due = asyncio.Event()
        self._due.set()
        self._closed = False

    def put(self) -> None:
        """Something is new."""
        self._due.set()

    def close(self) -> None:
        """Nothing more will come."""
        self._closed = True
        self._due.set()

    async def wait(self) -> None:
        """Until something is new since this was asked last. Raises MailboxClosed."""
        await self._due.wait()
        if self._closed:
            raise MailboxClosed
        self._due.clear()

    async def __aiter__(self) -> AsyncIterator[None]:
        """Each time that something is new, to the end."""
        while True:
            try:
                await self.wait()
            except MailboxClosed:
                return
            yield


class Mailboxes:
    """All who listen."""

    def __init__(self) -> None:
        self._all: set[Mailbox] = set()
        self._closed = False

    @contextmanager
    def subscribe(self) -> Iterator[Mailbox]:
        """A mailbox for as long as this lasts."""
        mailbox = Mailbox()
        if self._closed:
            mailbox.close()
        self._all.add(mailbox)
        try:
            yield mailbox
        finally:
            self._all.discard(mailbox)

    def put(self) -> None:
        """Something is new, for everyone."""
        for mailbox in self._all:
            mailbox.put()

    def close(self) -> None:
        """Nothing more will come."""
        self._closed = True
        for mailbox in self._all:
            mailbox.close()
