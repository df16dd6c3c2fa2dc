"""Keys with which tests sign releases."""

from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from generator.releases.signing import PublicKey, public_of


def new_key(path: Path) -> PublicKey:
    """Write a new private key (PEM) to `path`, as openssl would."""
    private = ed25519.Ed25519PrivateKey.generate()
    path.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public_of(private)
