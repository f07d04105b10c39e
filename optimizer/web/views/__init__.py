"""The steps of the page, a file each: requests in, pages and answers out."""
