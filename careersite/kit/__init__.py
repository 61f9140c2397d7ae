"""What a campaign takes to print: codes for telephones to read, a poster, a handout."""
