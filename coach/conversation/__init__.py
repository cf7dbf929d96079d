"""The talk with a manager: what was pasted, cut into goals and kept by session. Knows no web page (design §1)."""
