"""The parts of e-mails that carry texts."""
