project = "Icons"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser", "sphinx_design"]
guidepress_identifier = "urn:uuid:00000013-2222-4333-8444-555555555555"
html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["https://example.org/fontawesome.css", "icons.css"]
