"""From a cleaned document to an article, and from the articles to the names in them."""
