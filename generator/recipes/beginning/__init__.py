"""A new controller: a folder with its data, its site and its workflows, from a few answers."""
