"""The site in the browser while it is being written."""
