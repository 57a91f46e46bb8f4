"""The tests: pure functions, Sphinx roots, tiny pages, then the real book once."""
