project = "Titles"
author = "Nobody"

extensions = ["myst_parser", "guidepress"]

guidepress_slug = "titles"
guidepress_identifier = "urn:uuid:aaaaaaaa-2222-4333-8444-555555555555"

bibtex_bibfiles = ["works.bib"]
bibtex_default_style = "ama"
bibtex_reference_style = "ranges"
bibtex_cite_id = "ref-{key}"
bibtex_tooltips = False
