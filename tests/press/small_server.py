"""An SFTP server that knows less than OpenSSH's: a password lets in, and a file is never renamed onto another."""

import os
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import paramiko

PASSWORD = "herring"


@dataclass
class Rules:
    """`methods` of logging in, in the order of the protocol; a key is half of what is wanted, or nothing; what is asked in words.

    `renames`: how many succeed, a negative number for all; `stuck`: the file that can't be.
    `tried`: the secrets that it was told.
    """

    methods: str = "password,publickey"
    key_is_half: bool = False
    question: str = "Password: "
    renames: int = -1
    stuck: str = ""
    tried: list[str] = field(default_factory=list)


class Door(paramiko.ServerInterface):
    def __init__(self, rules: Rules) -> None:
        self.rules, self.has_key = rules, False

    def get_allowed_auths(self, username: str) -> str:
        return "password" if self.has_key else self.rules.methods

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        self.has_key = self.rules.key_is_half
        return paramiko.AUTH_PARTIALLY_SUCCESSFUL if self.has_key else paramiko.AUTH_FAILED

    def check_auth_password(self, username: str, password: str) -> int:
        if "password" not in self.get_allowed_auths(username):
            return paramiko.AUTH_FAILED
        self.rules.tried.append(password)
        return paramiko.AUTH_SUCCESSFUL if password == PASSWORD else paramiko.AUTH_FAILED

    def check_auth_interactive(self, username: str, submethods: str) -> Any:
        return paramiko.InteractiveQuery("", "", (self.rules.question, False))

    def check_auth_interactive_response(self, responses: list[str]) -> int:
        self.rules.tried += responses
        return paramiko.AUTH_SUCCESSFUL if responses == [PASSWORD] else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class Disk(paramiko.SFTPServerInterface):
    def __init__(self, server: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(server)
        self.rules = server.rules

    def stat(self, path: str) -> Any:
        try:
            return paramiko.SFTPAttributes.from_stat(os.stat(path))
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)

    lstat = stat

    def open(self, path: str, flags: int, attr: Any) -> Any:
        handle = paramiko.SFTPHandle(flags)
        writes = flags & (os.O_WRONLY | os.O_RDWR)
        file = open(os.open(path, flags, 0o666), "r+b" if flags & os.O_RDWR else "wb" if writes else "rb", buffering=0)  # noqa: SIM115
        handle.readfile = handle.writefile = file  # type: ignore[attr-defined]
        return handle

    def remove(self, path: str) -> int:
        try:
            os.remove(path)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)
        return paramiko.SFTP_OK

    def rename(self, oldpath: str, newpath: str) -> int:
        if os.path.exists(newpath) or not self.rules.renames or Path(oldpath).name == self.rules.stuck:
            return paramiko.SFTP_FAILURE
        os.rename(oldpath, newpath)
        self.rules.renames -= 1
        return paramiko.SFTP_OK


class SmallServer:
    """Listens on loopback. Its rules may be changed between two connections."""

    def __init__(self, known_hosts: Path) -> None:
        self.rules = Rules()
        self.key = paramiko.ECDSAKey.generate()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        known_hosts.write_text(f"[127.0.0.1]:{self.port} {self.key.get_name()} {self.key.get_base64()}\n")
        self.transports: list[paramiko.Transport] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            transport = paramiko.Transport(line)
            self.transports.append(transport)
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Disk)
            # Whoever is gone before he was quite let in must not keep out the next one.
            with suppress(paramiko.SSHException, EOFError, OSError):
                transport.start_server(server=Door(self.rules))

    def stop(self) -> None:
        self.socket.close()
        for transport in self.transports:
            transport.close()
