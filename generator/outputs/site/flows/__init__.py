"""The page with the pictures of the data flows: each beside the table that it is drawn of."""
