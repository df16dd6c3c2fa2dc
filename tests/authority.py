"""A time stamp authority for tests, made on the spot with OpenSSL: a root, a signer, answers.

OpenSSL and our reader of stamps share no code, so neither can hide a mistake of the other.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

_CONFIG = """\
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = local
[local]
serial = serial
crypto_device = builtin
signer_cert = signer.pem
certs = root.pem
signer_key = signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="OpenSSL is not installed")


class LocalAuthority:
    """Answers requests with its own clock; `root` is the certificate to trust."""

    def __init__(self, folder: Path, name: str = "Test Zaman Damgası") -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.root = folder / "root.pem"
        (folder / "openssl.cnf").write_text(_CONFIG, encoding="utf-8")
        (folder / "serial").write_text("01\n")
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-utf8")
        self._openssl("req", "-x509", *curve, "-keyout", "root.key", "-out", "root.pem", "-days",
                      "3650", "-subj", f"/CN={name} Root", "-extensions", "root")  # fmt: skip
        self._openssl(
            "req", "-new", *curve, "-keyout", "signer.key", "-out", "signer.csr", "-subj",
            f"/CN={name}",
        )  # fmt: skip
        self._openssl("x509", "-req", "-in", "signer.csr", "-CA", "root.pem", "-CAkey", "root.key",
                      "-set_serial", "2", "-days", "3000", "-extfile", "openssl.cnf",
                      "-extensions", "signer", "-out", "signer.pem")  # fmt: skip

    def answer(self, request: bytes) -> bytes:
        """The answer (`.tsr`) to a request (`.tsq`)."""
        (self.folder / "asked.tsq").write_bytes(request)
        self._openssl("ts", "-reply", "-queryfile", "asked.tsq", "-out", "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()

    def _openssl(self, command: str, *arguments: str) -> None:
        config = [] if command == "x509" else ["-config", "openssl.cnf"]
        done = subprocess.run(["openssl", command, *config, *arguments], cwd=self.folder,
                              capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
