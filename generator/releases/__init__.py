"""Every text that was ever published: frozen, found by day, proved.

The archive only grows. `archive` alone knows paths and names; `freezing` alone writes;
`timeline` answers what was in force; `verification` looks for what was changed since.
"""
