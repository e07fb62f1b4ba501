"""Which language is this? Of a text, of each of its passages, of a few words."""
