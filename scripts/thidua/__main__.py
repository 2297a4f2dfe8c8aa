"""Run the command as ``python -m thidua``."""

import sys

from thidua.cli import main

sys.exit(main())
