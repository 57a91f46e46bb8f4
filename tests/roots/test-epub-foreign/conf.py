import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # injecting.py

project = "Machines"
author = "Ada Cog"

extensions = [
    "guidepress",
    "myst_parser",
    "sphinx_design",
    "sphinx_inline_tabs",
    "sphinxcontrib.mermaid",
    "sphinxext.opengraph",
    "injecting",
]
myst_enable_extensions = ["colon_fence", "dollarmath", "tasklist"]

guidepress_slug = "machines"
guidepress_identifier = "urn:uuid:99999999-2222-4333-8444-555555555555"

html_baseurl = "https://example.org/machines/"
html_extra_path = ["robots.txt"]
