"""A proof desk from start to end: everything opened, the server run, everything closed.

In: an order and how it is to be shown. Out: nothing; it ends with an interrupt. Refused, as CannotServe: what would let the wrong
people in, and what can't be opened. It prints nothing: whoever calls it is told what there is to say.
"""

import asyncio
import shutil
import socket
import ssl
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette

from layout.base.own_file import read_own
from layout.base.own_folder import open_own_folder
from layout.base.values import dataclass
from layout.base.whole_file import write_private
from layout.production.order import Order
from layout.proof.live.apart import Apart
from layout.proof.live.live import kept_folder, proof_folder
from layout.proof.live.paths import issue_key
from layout.proof.live.releasing import Build
from layout.proof.pictures.drawers import Drawers
from layout.proof.pictures.plate_room import PlateRoom
from layout.proof.records.database import check_place
from layout.proof.records.limits import person_name
from layout.proof.records.people import People
from layout.proof.records.records import Records, find_records, open_records
from layout.proof.web.app import make_app
from layout.proof.web.doors import Doors, address_of, doors_of, is_loopback, is_wildcard, public_origin
from layout.proof.web.editor import Editor, Opens, editor_of
from layout.proof.web.entrance import Clocks, Entrance
from layout.proof.web.listening import CannotServe as CannotServe
from layout.proof.web.listening import DeskServer, Encryption, Ways, allow_files, listen
from layout.proof.web.paperwork import Reader
from layout.proof.web.patience import Patience
from layout.proof.web.room import Room
from layout.proof.web.secret import key_of_people, read_secret
from layout.proof.web.shift import Means, Shift
from layout.proof.web.streams import Streams
from layout.proof.web.templates import Templates

THREADS = 24
RECORDS = "desk.sqlite3"
_MOST_PORT = 16  # bytes
_MOST_NAMED = 20

ADD_USER = "broadsheet proof ISSUE --add-user NAME --role ROLE"


@dataclass(frozen=True, slots=True)
class Options:
    """How a desk is shown.

    `build`: builds a release, as the command `build` does, in a process of its own that imports it.
    `port` 0: the one that it had last, or a free one. `records`: a
    PostgreSQL URL, or "" for the file beside the issue. `public`: origins by which it is reached from elsewhere, as
    `https://desk.example.org`. `person`: who it is that comes in by the token. `editor`: see editor.py; "" for none. `machine`:
    the file of this user's own key on this machine, see secret.py.
    """

    order: Order
    build: Build
    host: str = "127.0.0.1"
    port: int = 0
    editor: str = ""
    records: str = ""
    encryption: Encryption | None = None
    public: tuple[str, ...] = ()
    person: str = "Editor"
    machine: Path | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk that can be entered: its address, with the token where that lets in; what must be said of it loudly. `behind`: where
    it has a public address, the one of its own, which the server before it must reach; "" for none."""

    address: str
    warnings: tuple[str, ...] = ()
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told: that the desk is open; of each fault, as text."""

    opened: Callable[[Opened], None]
    fault: Callable[[str], None]


def open_folder(order: Order) -> Path:
    """The desk's own folder, beside the issue, and those in it, for their owner's eyes. Raises CannotServe."""
    for each in (proof_folder(order), kept_folder(order), plates_folder(order)):
        try:
            open_own_folder(each)
        except OSError as error:
            problem = (
                f"The desk's folder {each.name} beside the issue can't be used: {error.strerror or 'the system refuses it'}."
            )
            raise CannotServe(problem, f"Move {each} away: a new one is made; or give rights in the issue's folder.") from None
    return proof_folder(order)


def plates_folder(order: Order) -> Path:
    """Where plates are kept."""
    return proof_folder(order) / "plates"


def desk_records(order: Order, url: str = "", machine: Path | None = None) -> Records:
    """The records of the issue. Raises RecordsError; CannotServe where the folder can't be used. `machine`: the file of this
    user's own key, to which people are bound who are let in by name; CannotServe where none can be kept."""
    if url:
        check_place(url)
    folder = open_folder(order)
    records = open_records(url or folder / RECORDS, issue_key(order.issue, order.edition))
    try:
        _seal(records, machine)
    except CannotServe:
        records.close()
        raise
    return records


def records_there(order: Order, url: str = "") -> Records | None:
    """The same where a desk has been at the issue, and wrote down what was said; None where none has: then nothing is made, no
    folder either. Raises RecordsError."""
    return find_records(url or proof_folder(order) / RECORDS, issue_key(order.issue, order.edition))


def serve(options: Options, telling: Telling) -> None:
    """Run the desk until somebody interrupts it. Raises CannotServe, RecordsError, OSError before it is open."""
    allow_files()
    editor, person = _editor(options.editor), person_name(options.person)
    with ExitStack() as stack:
        records = desk_records(options.order, options.records)
        stack.callback(records.close)
        records.present()  # what is damaged is told before anything is opened
        records.people.users()
        people = _people(options, records)
        warnings = (*(_strangers(people) if people is not None else ()), *_called_otherwise(options, records))
        sockets = _listen(options)
        for each in sockets:
            stack.callback(each.close)
        doors = _doors(options, sockets[0].getsockname()[1])
        opening = _Opening(proof_folder(options.order), records, people or person, doors, editor, warnings)
        asyncio.run(_serve(options, opening, sockets, telling))


@dataclass(frozen=True, slots=True, eq=False)
class _Opening:
    folder: Path
    records: Records
    inside: People | str
    doors: Doors
    editor: Editor | None
    warnings: tuple[str, ...]


async def _serve(options: Options, opening: _Opening, sockets: list[socket.socket], telling: Telling) -> None:
    """In the loop to which everything belongs."""
    # Records and files are read in threads: one that waits for a database must not make all wait.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "broadsheet-desk"))
    secret = read_secret(opening.folder, options.machine)
    entrance = Entrance(opening.doors, secret, opening.folder, opening.inside, Clocks(time.time, time.monotonic))
    builds = Apart(options.build)
    shift = Shift(options.order, Means(opening.records, builds, telling.fault))
    reader, streams = Reader(options.order, lambda: shift.number), Streams()
    drawers, plates = Drawers(), PlateRoom(plates_folder(options.order))
    room = Room(entrance, streams, Templates(), drawers, plates, reader, shift, opening.records, opening.editor)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await shift.begin()
        yield
        await shift.end()

    token = secret.token if opening.doors.loopback else ""

    def closing() -> None:
        shift.leave()
        streams.close()
        builds.close()

    ways = Ways(Patience(), closing, telling.fault, options.encryption)
    opened = _opened(options, opening.doors, token, opening.warnings)
    server = DeskServer(make_app(room, lifespan), ways, lambda: telling.opened(opened))
    try:
        await server.serve(sockets)
        if not server.started:
            raise CannotServe("The desk did not start.", "Look at what was said above, and start it again.")
    finally:
        await asyncio.gather(asyncio.to_thread(drawers.close), asyncio.to_thread(plates.close))


def _editor(template: str) -> Editor | None:
    try:
        editor = editor_of(template) if template else None
        if editor is not None and editor.opens is Opens.COMMAND and shutil.which(editor.words[0]) is None:
            remedy = "Install it, or give another one, with its whole path where it is not on PATH."
            raise CannotServe(f"There is no program '{editor.words[0]}' to open files with.", remedy)
        return editor
    except ValueError as error:
        told = str(error)
        remedy = "Give an address or a command, as in --editor 'code --goto {path}:{line}:{column}'."
        raise CannotServe(f"{told[:1].upper()}{told[1:]}.", remedy) from None


def _people(options: Options, records: Records) -> People | None:
    """Those who may come in by name; None where the token does."""
    if is_loopback(options.host) and not options.public:
        return None
    _seal(records, options.machine)
    if not any(records.people.admitted(user.name) for user in records.people.users()):
        problem = "Where others reach the desk, people come in by name and password, and there is nobody yet."
        said = " ".join((problem, *_strangers(records.people)))
        raise CannotServe(said, f"Add the people first: {ADD_USER}.")
    return records.people


def _seal(records: Records, machine: Path | None) -> None:
    if machine is None:
        return
    key = key_of_people(machine)
    if key is None:
        problem = f"The key to which people are bound can't be kept in {machine}."
        raise CannotServe(problem, "Give yourself the right to write there, or set XDG_CONFIG_HOME to another folder.")
    records.people.seal_with(key)


def _strangers(people: People) -> tuple[str, ...]:
    """That some are not let in, and what to do; a sentence or none."""
    users = [user for user in people.users() if not user.disabled and not people.is_known_here(user)]
    if not users:
        return ()
    names = ", ".join(f"{user.name} ({user.role})" for user in users[:_MOST_NAMED])
    more = f" and {len(users) - _MOST_NAMED:,} more" if len(users) > _MOST_NAMED else ""
    why = "on another machine, by another user or an older version, or before this folder was moved or copied"
    said = f"Not let in, as they were added {why}: {names}{more}."
    return (f"{said} If you know them, add them again: {ADD_USER}; else take them out with --remove-user NAME.",)


def _called_otherwise(options: Options, records: Records) -> tuple[str, ...]:
    """That the folder was called otherwise when people spoke of this issue: its records are kept under its name. A sentence or
    none; other issues and editions of the same folder have names of their own in it."""
    if options.records:
        return ()
    mine, known = issue_key(options.order.issue, options.order.edition), records.spoken_of()
    before = [each for each in known if each.rpartition("/")[2] == mine.rpartition("/")[2]]
    if not before or mine in known:
        return ()
    names = ", ".join(before[:_MOST_NAMED])
    said = f"The records beside the issue have notes and sign-offs of {names}, and none of {mine}, as this issue is called now."
    why = "The folder was renamed or copied, and they are not shown here."
    return (f"{said} {why} To go on with them name it as before; to begin anew give --records a database of its own.",)


def port_file(order: Order) -> Path:
    """Where the last port is kept: of each issue file and edition its own, for each has a desk of its own, and may at once."""
    kept = kept_folder(order)
    return kept.with_name(kept.name.replace("kept-", "port-", 1))


def _listen(options: Options) -> list[socket.socket]:
    """On the port asked for; where any will do, on the last one, so that browsers find the desk again after a restart."""
    if options.encryption is not None:
        _check(options.encryption)
    last = port_file(options.order)
    if not options.port:
        with suppress(ValueError, CannotServe):
            port = int((read_own(last, _MOST_PORT) or b"").decode("ascii"))
            if 1024 <= port <= 65535:
                return listen(options.host, port)
    sockets = listen(options.host, options.port)
    if not options.port:
        write_private(last, str(sockets[0].getsockname()[1]).encode())
    return sockets


_GIVE = "Give a certificate with its chain and the key that belongs to it, as PEM files."


def _check(encryption: Encryption) -> None:
    texts: dict[str, bytes] = {}
    for what, file in (("certificate", encryption.certificate), ("key", encryption.key)):
        try:
            with file.open("rb") as opened:
                texts[what] = opened.read(_MOST_PEM)
        except OSError as error:
            problem = f"The {what} {file} can't be read: {error.strerror or 'the system refuses it'}."
            raise CannotServe(problem, _GIVE) from None
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(encryption.certificate, encryption.key)
    except ssl.SSLError as error:
        raise CannotServe(_why_not(encryption, texts, error.reason or ""), _GIVE) from None
    except OSError as error:
        raise CannotServe(f"Certificate and key can't be used: {error.strerror or error}.", _GIVE) from None


_MOST_PEM = 1_000_000  # bytes that are looked at


def _why_not(encryption: Encryption, texts: Mapping[str, bytes], reason: str) -> str:
    """OpenSSL says of most faults no more than that there is one."""
    if b"CERTIFICATE-----" not in texts["certificate"]:
        both = b"PRIVATE KEY-----" in texts["certificate"] and b"CERTIFICATE-----" in texts["key"]
        return "Certificate and key are swapped." if both else f"There is no certificate in {encryption.certificate}."
    if b"PRIVATE KEY-----" not in texts["key"]:
        return f"There is no private key in {encryption.key}."
    if reason == "KEY_VALUES_MISMATCH":
        return f"The key {encryption.key} does not belong to the certificate {encryption.certificate}."
    return "Certificate and key can't be used: one of them is damaged, or of a kind that is not known here."


def _doors(options: Options, port: int) -> Doors:
    try:
        return doors_of(options.host, port, encrypted=options.encryption is not None, public=options.public)
    except ValueError as error:
        raise CannotServe(f"{str(error)[:1].upper()}{str(error)[1:]}.", "Give it as https://desk.example.org.") from None


def _opened(options: Options, doors: Doors, token: str, warnings: tuple[str, ...]) -> Opened:
    scheme = "https" if options.encryption is not None else "http"
    own = address_of(_called(options.host), doors.port, scheme)
    origin = public_origin(options.public[0]) if options.public else own
    if not doors.loopback and not doors.secure:
        warnings = (*warnings, _UNENCRYPTED)
    address = f"{origin}/enter?token={token}" if token else f"{origin}/"
    return Opened(address, warnings, f"{own}/" if options.public else "")


_UNENCRYPTED = (
    "Names, passwords and pages cross the network unencrypted: anybody on it can read them and act in others' names. "
    "Give a certificate and its key, or put the desk behind a server that has them."
)


def _called(host: str) -> str:
    """For the address line: a desk on all addresses is reached by the one that this machine has on its network."""
    if not is_wildcard(host):
        return host
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        # Nothing is sent: the system only says from which address it would. RFC 5737 and 3849 keep these for documents.
        probe.connect(("2001:db8::1" if ":" in host else "192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return "localhost"
