"""How good a model's pictures are: embeddings and distances that are proved to measure, and the report made of them."""
