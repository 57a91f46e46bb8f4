project = "Orphan"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser"]
guidepress_identifier = "urn:uuid:00000010-2222-4333-8444-555555555555"
