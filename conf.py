"""The title that this repository publishes: declarations only."""

# -- Project ------------------------------------------------------------------

project = "Anxious attachment"
author = "The guide’s writers"
copyright = "2026, the guide’s writers"
version = release = "0.1.0"
language = "en_GB"

# -- General ------------------------------------------------------------------

extensions = ["myst_parser", "guidepress"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 0
root_doc = "index"
smartquotes = False  # authors type “ ” ’ themselves
numfig = True
numfig_format = {"figure": "Figure %s"}
nitpicky = True

guidepress_slug = "anxious-attachment"
guidepress_subtitle = (
    "A plain guide to what it is, where it comes from and how it can change"
)
guidepress_description = (
    "A plain guide to anxious attachment, for adults, parents and carers: what it is, "
    "where it comes from, how it can change, and where to get help."
)
guidepress_keywords = [
    "anxious attachment",
    "attachment",
    "relationships",
    "parents and carers",
    "self-help",
]
guidepress_edition = "First edition, draft"
guidepress_audience = "for adults, parents and carers"
guidepress_published = "2026-11-24"
guidepress_identifier = "urn:uuid:057a1f20-ebd0-4a52-8635-e903f2b9ec41"
guidepress_licence = "CC BY 4.0"
guidepress_cover = "figures/cover.svg"
guidepress_colophon = True  # the PDF ends with how it was made
guidepress_region = "gb-eng"
guidepress_claims = "rules/claims.toml"
guidepress_prose = "rules/prose.toml"
guidepress_front_matter = {  # what every chapter and handout shares
    "last_reviewed": "2026-11-24",
    "next_review": "2029-11-24",
    "lived_experience": "nobody yet",
    "funding": "no outside funding",
}
guidepress_paths = {
    "adult": "If this is about you",
    "parent": "If you are a parent or carer",
    "supporter": "If you support someone",
}
guidepress_audiences = {  # whom a sheet is for, as its head says it
    "adult": "adults",
    "parent": "parents and carers",
    "supporter": "partners, friends and family",
    "professional": "professionals",
}
guidepress_packs = {  # handouts that belong together, as one file each
    "first-visit": {
        "title": "Pack for a first visit",
        "audience": "adult",
        "purpose": "What anxious attachment is, a skill to try, and where to get help.",
        "handouts": ["h1", "h3", "h8"],
    },
    "parents": {
        "title": "Pack for parents and carers",
        "audience": "parent",
        "purpose": "When a child clings, a plan for partings, and where to get help.",
        "handouts": ["h6", "h7", "h8"],
    },
    "couples": {
        "title": "Pack for couples",
        "audience": "supporter",
        "purpose": "Asking for comfort clearly, and supporting someone you love.",
        "handouts": ["h4", "h5"],
    },
}
guidepress_long_descriptions = True  # what follows a caption is the picture in words
guidepress_reviewers = []  # names of clinicians who signed the text; nobody yet
guidepress_review_pending = "Not yet clinically reviewed or tested with readers"
guidepress_disclaimer = (
    "This handout gives general information. It does not replace advice from a health "
    "professional who knows you."
)

# -- Citations ----------------------------------------------------------------

bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "ama"
bibtex_reference_style = "ranges"
bibtex_cite_id = "ref-{key}"  # stable addresses, whatever is added
bibtex_tooltips = False
guidepress_strict_references = True  # a DOI or a reason for each work; none uncited

# -- EPUB ---------------------------------------------------------------------

guidepress_epub_checks = ["EPUBCheck", "Ace"]  # `make test` refuses a file they fault

# -- HTML ---------------------------------------------------------------------

html_theme = "guidepress"  # ours, on Furo
html_title = project
html_permalinks = False
html_secnumber_suffix = " "
html_use_index = False  # back/index-of-words.md is the index
guidepress_exit_url = "https://www.bbc.co.uk/weather"  # where “Leave this page” goes
