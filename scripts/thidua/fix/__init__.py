"""Repairs that cannot change what a paper means, and nothing else."""
