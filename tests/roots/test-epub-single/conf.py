project = "One leaf"
author = "Nobody"

extensions = ["guidepress"]

guidepress_identifier = "urn:uuid:77777777-2222-4333-8444-555555555555"
