import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # copy_buttons.py

project = "Copy buttons"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser", "copy_buttons"]
guidepress_identifier = "urn:uuid:00000006-2222-4333-8444-555555555555"
