project = "Mathematics"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser"]
guidepress_identifier = "urn:uuid:00000008-2222-4333-8444-555555555555"
myst_enable_extensions = ["dollarmath"]
