"""What holds for all tests: properties try the same cases every time, so that a change is judged and not the dice.

`HYPOTHESIS_PROFILE=explore` tries new cases.
"""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
