"""`python -m generator` is `notices`."""

from generator.cli import main

main()
