project = "Gears"
author = "Ada Cog"

extensions = ["guidepress"]

guidepress_slug = "gears"
guidepress_identifier = "urn:uuid:66666666-2222-4333-8444-555555555555"
