"""How an expression is handed over. Siblings: each takes an expression and nothing else."""
