"""Find your route: the tree of answers, its rules and its drawing."""
