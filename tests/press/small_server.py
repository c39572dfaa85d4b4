"""An SFTP server that knows less than OpenSSH's: a password lets in, and a file is never renamed onto another."""

import os
import socket
import threading
from pathlib import Path
from typing import Any

import paramiko

PASSWORD = "herring"


class Door(paramiko.ServerInterface):
    def __init__(self, tried: list[str]) -> None:
        self.tried = tried

    def get_allowed_auths(self, username: str) -> str:
        return "password,publickey"

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        return paramiko.AUTH_FAILED

    def check_auth_password(self, username: str, password: str) -> int:
        self.tried.append(password)
        return paramiko.AUTH_SUCCESSFUL if password == PASSWORD else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class Disk(paramiko.SFTPServerInterface):
    def __init__(self, server: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(server)

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
        if os.path.exists(newpath):
            return paramiko.SFTP_FAILURE
        os.rename(oldpath, newpath)
        return paramiko.SFTP_OK


class SmallServer:
    """Listens on loopback; `tried` are the passwords that it was told."""

    def __init__(self, known_hosts: Path) -> None:
        self.tried: list[str] = []
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
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Disk)
            transport.start_server(server=Door(self.tried))
            self.transports.append(transport)

    def stop(self) -> None:
        self.socket.close()
        for transport in self.transports:
            transport.close()
