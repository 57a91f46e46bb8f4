import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # gadgets.py

project = "Unknown nodes"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser", "gadgets"]
guidepress_identifier = "urn:uuid:00000014-2222-4333-8444-555555555555"
