"""The allocation rules: which money leaves a mixed account first. One file a rule; `names` lists them."""
