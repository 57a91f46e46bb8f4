project = "Raw HTML"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser"]
guidepress_identifier = "urn:uuid:00000003-2222-4333-8444-555555555555"
