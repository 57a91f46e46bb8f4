project = "Lamps"
author = copyright = "The writers"
language = "en_GB"
extensions = ["myst_parser", "guidepress"]
myst_enable_extensions = ["colon_fence"]
html_theme = "guidepress"
html_permalinks = html_use_index = False
numfig = True
guidepress_slug = "lamps"
guidepress_identifier = "urn:uuid:00000000-0000-4000-8000-000000000001"
guidepress_paths = {"keeper": "If you keep a lamp", "guest": "If you are a guest"}
guidepress_long_descriptions = True
