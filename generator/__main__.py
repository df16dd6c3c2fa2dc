"""`python -m generator` is `notices`."""

from generator.commands import main

main()
