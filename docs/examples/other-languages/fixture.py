import ftplib
import io
import json
import ssl
import subprocess
import sys

COMMAND = sys.argv[1:] or ["./nioftpd", "fixture"]
OPTIONS = ["--user", "bob:secret", "--file", "/in/a.txt=hello", "--directory", "/out", "--tls"]

# The server ends when its standard input is closed, here at the end of "with".
with subprocess.Popen(
    COMMAND + OPTIONS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
) as process:
    server = json.loads(process.stdout.readline())
    trust = ssl.create_default_context(cadata=server["certificateAuthority"])
    with ftplib.FTP_TLS(context=trust) as ftp:
        ftp.connect(server["host"], server["port"])
        ftp.login("bob", "secret")
        ftp.prot_p()
        content = io.BytesIO()
        ftp.retrbinary("RETR /in/a.txt", content.write)
        assert content.getvalue() == b"hello"
        ftp.storbinary("STOR /out/b.txt", io.BytesIO(b"from Python"))
        assert [name for name, facts in ftp.mlsd("/out")] == ["b.txt"]
assert process.returncode == 0
