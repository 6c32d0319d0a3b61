"""What a clerk sees: the only layer, with `app`, that speaks Qt."""
