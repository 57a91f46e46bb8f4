project = "Admonitions"
author = "Ada Cog"
extensions = ["guidepress", "myst_parser", "sphinx.ext.todo"]
guidepress_identifier = "urn:uuid:00000007-2222-4333-8444-555555555555"
myst_enable_extensions = ["colon_fence"]
todo_include_todos = True
