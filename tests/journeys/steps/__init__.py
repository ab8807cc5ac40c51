"""Steps of a journey: each is what one person does on the pages, and nothing else knows how the pages are made."""
