"""One file a rule, named by its slug. Adding a file adds the rule."""
