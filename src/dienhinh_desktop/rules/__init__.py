"""What a plan demands: pack model, vocabulary of conditions, engine. Pure; the only place that reads packs."""
