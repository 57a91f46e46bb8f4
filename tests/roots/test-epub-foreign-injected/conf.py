import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # injecting.py

project = "Injected"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser", "sphinxext.opengraph", "injecting"]
myst_enable_extensions = ["tasklist"]
guidepress_identifier = "urn:uuid:00000015-2222-4333-8444-555555555555"
html_baseurl = "https://example.org/"
html_extra_path = ["robots.txt"]
