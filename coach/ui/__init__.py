"""The page in the browser: the only place that builds Gradio components (design §1)."""
