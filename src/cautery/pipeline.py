"""The order of things, in one page: each function is one verb of the product, and calls the stages one after another."""
