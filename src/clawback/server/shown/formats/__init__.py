"""How each language writes numbers, where Django's own way is not that of money."""
