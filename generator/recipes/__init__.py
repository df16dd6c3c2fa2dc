"""What a command does, step by step; each is one act of a person."""
