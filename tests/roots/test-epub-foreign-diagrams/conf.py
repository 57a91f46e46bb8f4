project = "Diagrams"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser", "sphinxcontrib.mermaid", "sphinx.ext.graphviz"]
guidepress_identifier = "urn:uuid:00000009-2222-4333-8444-555555555555"
