"""`python -m guidepress` is `guidepress`."""

import sys

from .cli import main

sys.exit(main())
