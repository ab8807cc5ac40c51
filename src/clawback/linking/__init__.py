"""Which reports are one operation's work: links with reasons, groups that one weak thing cannot join."""
