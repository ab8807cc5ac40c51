"""The demo's world: invented people and organisations, made by the same decisions as real ones."""
