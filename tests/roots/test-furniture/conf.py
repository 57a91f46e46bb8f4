project = "Lanterns"
author = "A. Keeper"
version = release = "2.1"
language = "en_GB"
extensions = ["myst_parser", "guidepress"]
myst_enable_extensions = ["colon_fence"]
numfig = True
guidepress_slug = "lanterns"
guidepress_subtitle = "How to keep them lit"
guidepress_edition = "Second edition"
guidepress_published = "2026-01-02"
guidepress_licence = "CC BY 4.0"
guidepress_review_pending = "Nobody has read it yet"
guidepress_cover = "lamp.svg"
guidepress_colophon = True
