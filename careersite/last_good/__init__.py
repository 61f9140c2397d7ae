"""The site as it last was without mistakes, for the night on which it has to be built in spite of one."""
