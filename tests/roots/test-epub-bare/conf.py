project = "Bare pictures"
author = "Nobody"

extensions = ["guidepress"]
suppress_warnings = ["guidepress.alt"]  # the fault that this root is about

guidepress_identifier = "urn:uuid:88888888-2222-4333-8444-555555555555"
