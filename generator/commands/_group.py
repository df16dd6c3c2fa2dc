"""`notices …`: each command is a file of this folder, read when it is asked for.

Words go to standard output, complaints to standard error.
"""

import importlib
import pkgutil
from pathlib import Path

import click

_HERE = Path(__file__).parent


class _Commands(click.Group):
    """The commands by the names of their files: a check waits for no site builder."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Every file of the folder that does not begin with an underscore."""
        names = (module.name for module in pkgutil.iter_modules([str(_HERE)]))
        return sorted(name for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`, from the file of that name."""
        if name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__package__}.{name}")
        return getattr(module, name)  # type: ignore[no-any-return]


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Personal-data notices under Turkish law (KVKK), from facts in YAML."""
