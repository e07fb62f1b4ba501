"""What is made of a document that was found: where the words of the query stand, how near to each other, and snippets of them."""
