"""What is stored beside the postings: the original text and its forward index."""
