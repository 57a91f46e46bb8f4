project = "Matter"
author = "A. Writer"
language = "en_GB"
extensions = ["myst_parser", "guidepress"]
myst_enable_extensions = ["colon_fence"]
numfig = True
guidepress_slug = "matter"
