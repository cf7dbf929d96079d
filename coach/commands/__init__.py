"""The commands of the command line, one module each, and the options that they share. `coach.cli` hands them what was typed."""
