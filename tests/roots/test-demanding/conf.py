project = "Demanding"
author = "Its writers"
language = "en_GB"
extensions = ["myst_parser", "guidepress"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
numfig = True
guidepress_slug = "demanding"
