extensions = ["myst_parser", "guidepress"]
guidepress_slug = "words"
guidepress_identifier = "urn:uuid:00000000-0000-4000-8000-000000000002"
html_theme = "furo"
html_permalinks = False
html_use_index = False
nitpicky = True
