project = "Inline tabs"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser", "sphinx_inline_tabs"]
guidepress_identifier = "urn:uuid:00000005-2222-4333-8444-555555555555"
