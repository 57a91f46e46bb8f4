project = "Gears"
copyright = "2026, Ada Cog"
author = "Ada Cog"
release = "1.2"

extensions = ["guidepress"]
templates_path = ["_templates"]
exclude_patterns = ["_build", "Thumbs.db", ".DS_Store"]
html_theme = "alabaster"
html_static_path = []
