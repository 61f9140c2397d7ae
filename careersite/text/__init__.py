"""The text of a page: from the editors’ Markdown to HTML with places left open."""
