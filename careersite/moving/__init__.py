"""Another name for a file: the links that follow, and the address that leads on."""
