"""How good the recommender's lists are, measured beside simple ways of choosing songs."""
