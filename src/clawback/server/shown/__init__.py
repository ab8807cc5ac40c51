"""What every page looks like, whoever it is for: the frame, the stylesheet, how money, times and words are shown."""
