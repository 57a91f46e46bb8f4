project = "Cards"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser", "sphinx_design"]
guidepress_identifier = "urn:uuid:00000004-2222-4333-8444-555555555555"
myst_enable_extensions = ["colon_fence"]
