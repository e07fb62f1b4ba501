"""What may have been meant: of a query that is being typed, and of one that finds too little."""
