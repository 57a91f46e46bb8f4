project = "Small guide"
author = copyright = "The writers"
version = release = "1.0"
language = "en_GB"
extensions = ["myst_parser", "guidepress"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
html_theme = "guidepress"
html_title = project
html_permalinks = html_use_index = False
numfig = True
guidepress_slug = "small"
guidepress_subtitle = "A line below"
guidepress_description = "A guide for tests & trials."
guidepress_edition = "First edition"
guidepress_licence = "CC BY 4.0"
guidepress_cover = "figures/cover.svg"
guidepress_region = "here"
guidepress_review_pending = "Not yet clinically reviewed"
