project = "Lanterns"
author = "The lamplighters"
copyright = "2026, the lamplighters"
language = "en_GB"

extensions = ["myst_parser", "guidepress"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["regions"]
html_static_path = ["_static"]
numfig = True

guidepress_slug = "lanterns"
guidepress_subtitle = "Light & how to carry it"
guidepress_description = "A small book that holds one of everything."
guidepress_published = "2026-01-31"
guidepress_identifier = "urn:uuid:11111111-2222-4333-8444-555555555555"
guidepress_licence = "CC BY 4.0"
guidepress_cover = "figures/cover.svg"
guidepress_region = "nowhere"

bibtex_bibfiles = ["works.bib"]
bibtex_default_style = "ama"
bibtex_reference_style = "ranges"
bibtex_cite_id = "ref-{key}"
bibtex_tooltips = False
