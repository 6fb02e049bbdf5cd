"""Goes a whole round with ftplib and asserts what it sees.

Arguments: host, port, "passive" or "active", the encoding of names, and a name for a file.
"""

import ftplib
import io
import sys

host, port, mode, encoding, named = sys.argv[1:]
BIG = bytes(range(256)) * 4096 + b"end"
FILES = {"big": BIG, "empty": b"", "one": b"x", named: "Grüße\n".encode()}


def fetch(ftp, name, rest=None):
    pieces = []
    reply = ftp.retrbinary("RETR " + name, pieces.append, rest=rest)
    assert reply.startswith("226"), reply
    return b"".join(pieces)


def refused(code, call, *arguments):
    try:
        call(*arguments)
    except ftplib.error_perm as e:
        assert str(e).startswith(code), e
    else:
        raise AssertionError("not refused: %r" % (arguments,))


def put_and_list(ftp):
    for name, content in FILES.items():
        assert ftp.storbinary("STOR " + name, io.BytesIO(content)).startswith("226")
        assert ftp.size(name) == len(content)
        assert fetch(ftp, name) == content, name
    assert sorted(ftp.nlst()) == sorted(FILES), ftp.nlst()
    lines = []
    ftp.retrlines("LIST", lines.append)
    assert len(lines) == 4 and any(line.endswith(" " + named) for line in lines), lines
    sizes = {
        name: int(facts["size"])
        for name, facts in ftp.mlsd(facts=["type", "size"])
        if facts["type"] == "file"
    }
    assert sizes == {name: len(content) for name, content in FILES.items()}, sizes


def resume_and_append(ftp):
    ftp.storbinary("STOR half", io.BytesIO(BIG[:1000]))
    ftp.storbinary("STOR half", io.BytesIO(BIG[1000:]), rest=1000)
    assert fetch(ftp, "half") == BIG
    assert fetch(ftp, "half", rest=1000) == BIG[1000:]
    ftp.storbinary("APPE half", io.BytesIO(b"more"))
    assert fetch(ftp, "half") == BIG + b"more"
    ftp.delete("half")


def break_off(ftp):
    connection = ftp.transfercmd("RETR big")
    assert connection.recv(1000)
    ftp.abort()
    connection.close()
    ftp.voidresp()
    assert ftp.sendcmd("NOOP").startswith("200")
    assert fetch(ftp, "big") == BIG


def text(ftp):
    ftp.storlines("STOR text", io.BytesIO(b"a\nb\n"))
    lines = []
    ftp.retrlines("RETR text", lines.append)
    assert lines == ["a", "b"], lines
    ftp.delete("text")


def rename_and_delete(ftp):
    ftp.rename("one", "neu & schön")
    refused("550", ftp.delete, "one")
    ftp.delete("neu & schön")
    refused("550", ftp.cwd, "missing")
    refused("550", ftp.retrbinary, "RETR missing", None)
    refused("550", ftp.rmd, "/ftplib")
    assert ftp.sendcmd("MDTM big").startswith("213 20")
    assert ftp.sendcmd("MFMT 20200203040506 big").startswith("213")
    assert ftp.sendcmd("MDTM big") == "213 20200203040506"
    for name in ftp.nlst():
        ftp.delete(name)
    assert ftp.nlst() == []


with ftplib.FTP(timeout=30, encoding=encoding) as ftp:
    assert ftp.connect(host, int(port)).startswith("220")
    assert ftp.login("bob", "secret").startswith("230")
    ftp.set_pasv(mode == "passive")
    assert ftp.mkd('/ftplib "ä"') == '/ftplib "ä"'
    ftp.rename('/ftplib "ä"', "/ftplib")
    ftp.cwd("ftplib")
    assert ftp.pwd() == "/ftplib"
    put_and_list(ftp)
    resume_and_append(ftp)
    break_off(ftp)
    text(ftp)
    rename_and_delete(ftp)
    ftp.cwd("..")
    ftp.rmd("ftplib")
