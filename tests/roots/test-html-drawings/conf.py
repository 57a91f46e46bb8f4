project = "Drawings"
extensions = ["myst_parser", "guidepress"]
exclude_patterns = ["_build"]
html_theme = "guidepress"
