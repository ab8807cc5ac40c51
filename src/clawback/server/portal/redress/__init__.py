"""What a holder does with the code of their notice."""
