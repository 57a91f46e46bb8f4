extensions = ["myst_parser", "guidepress"]
bibtex_bibfiles = ["works.bib"]
bibtex_default_style = "ama"
bibtex_reference_style = "ranges"
