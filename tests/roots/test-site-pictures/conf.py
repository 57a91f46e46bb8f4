project = "Small guide"
author = "The writers"
language = "en_GB"
extensions = ["myst_parser", "guidepress"]
myst_enable_extensions = ["colon_fence"]
html_theme = "guidepress"
