project = "Twice"
author = "Nobody"

extensions = ["guidepress"]

guidepress_slug = "twice"
guidepress_identifier = "urn:uuid:99999999-2222-4333-8444-555555555555"
