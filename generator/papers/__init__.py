"""What a controller owes but does not publish: for its own file, or for the authority.

A paper is made of the facts that texts are made of, those that are for the file included. It is
written where a person asks for it, and no site, bundle or API holds any of it.
"""
