"""A quarter of a team: drafted, agreed, run, closed and carried over. Works on the store; knows no terminal and no page."""
