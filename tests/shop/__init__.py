"""A shop that uses the texts: what an integrator would write, small enough to be read."""
