project = "Book of lamps"
extensions = ["myst_parser", "guidepress"]
exclude_patterns = ["_build"]
html_theme = "guidepress"
html_show_copyright = False
