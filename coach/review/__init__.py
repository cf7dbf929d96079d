"""The quarterly review: numbers and findings first (`model`, `making`), then words (`pack`, `wording`), then paper (`paper`)."""
