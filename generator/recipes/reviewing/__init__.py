"""What a request changes, and what follows from it: `notices review`."""
