"""Goes a round with ftplib under TLS, with data connections that resume, and tries what must fail.

Arguments: host, port, "passive" or "active", "1.2" or "1.3", "explicit" or "implicit".
"""

import ftplib
import io
import socket
import ssl
import sys

host, port, mode, version, kind = sys.argv[1:]
port = int(port)
BIG = bytes(range(256)) * 4096 + b"end"


def context():
    made = ssl.create_default_context()
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    made.minimum_version = made.maximum_version = {
        "1.2": ssl.TLSVersion.TLSv1_2,
        "1.3": ssl.TLSVersion.TLSv1_3,
    }[version]
    return made


class Client(ftplib.FTP_TLS):
    """FTP_TLS with implicit TLS, and with data connections that resume or not."""

    resumes = True

    def connect(self, *arguments, **named):
        if kind == "explicit":
            return super().connect(*arguments, **named)
        self.host, self.port = host, port
        raw = socket.create_connection((host, port), 30)
        self.af = raw.family
        self.sock = self.context.wrap_socket(raw, server_hostname=host)
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()
        return self.welcome

    def ntransfercmd(self, cmd, rest=None):
        conn, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        session = self.sock.session if self.resumes else None
        conn = self.context.wrap_socket(conn, server_hostname=self.host, session=session)
        assert conn.session_reused == self.resumes
        return conn, size


def login():
    ftp = Client(context=context(), timeout=30)
    ftp.connect(host, port)
    if kind == "explicit":
        assert ftp.auth().startswith("234")
    # a login of FTP_TLS would send AUTH
    ftplib.FTP.login(ftp, "bob", "secret")
    assert ftp.prot_p().startswith("200")
    ftp.set_pasv(mode == "passive")
    return ftp


def fetch(ftp, name):
    pieces = []
    assert ftp.retrbinary("RETR " + name, pieces.append).startswith("226")
    return b"".join(pieces)


def is_refused(ftp):
    """A data connection with a TLS session of its own comes to nothing, and 522 is the answer."""
    ftp.resumes = False
    try:
        ftp.nlst()
    except (ssl.SSLError, ConnectionError) as e:
        assert ftp.getresp_or_error().startswith("522"), e
    except ftplib.error_perm as e:
        assert str(e).startswith("522"), e
    else:
        raise AssertionError("not refused")
    finally:
        ftp.resumes = True


def getresp_or_error(self):
    try:
        return self.getresp()
    except ftplib.error_perm as e:
        return str(e)


Client.getresp_or_error = getresp_or_error


def ends_without_close_notify(ftp):
    connection = ftp.transfercmd("STOR cut")
    connection.sendall(BIG)
    plain = socket.socket(fileno=connection.detach())
    plain.settimeout(30)
    plain.shutdown(socket.SHUT_WR)
    try:
        while plain.recv(4096):
            pass
    except ConnectionResetError:
        pass  # as every transfer that fails ends
    plain.close()
    try:
        reply = ftp.getresp()
    except ftplib.error_temp as e:
        reply = str(e)
    assert reply.startswith("426"), reply


with login() as ftp:
    ftp.mkd("ftplib-tls")
    ftp.cwd("ftplib-tls")
    for _ in range(3):
        assert ftp.storbinary("STOR big", io.BytesIO(BIG)).startswith("226")
        assert fetch(ftp, "big") == BIG
        assert ftp.nlst() == ["big"]
    if mode == "passive":
        is_refused(ftp)
        assert fetch(ftp, "big") == BIG
        ends_without_close_notify(ftp)
    for name in ftp.nlst():
        ftp.delete(name)
    ftp.cwd("..")
    ftp.rmd("ftplib-tls")
