"""Rewording and breakdown: propose, check by the rules, keep what is better (design §8)."""
