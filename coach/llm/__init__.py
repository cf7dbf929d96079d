"""The language model: settings, prompts, masking, one `ask`. The only room that knows langchain and openai, and only inside functions,
so that a start without a model never pays for them (design §7, §8)."""
