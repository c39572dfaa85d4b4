"""ReportLab's Frame and Flowable without the rest of Platypus.

`import reportlab.platypus.frames` first runs the package's own `__init__`, which imports paragraphs, tables, templates: 55 ms,
a tenth of a whole build, for two classes that need none of it. So the two modules are imported while an empty package stands in.
It is taken away again at once; whoever imports `reportlab.platypus` afterwards gets all of it, with these same classes.
"""

import importlib.util
import sys
from types import ModuleType

_PACKAGE = "reportlab.platypus"

_spec = importlib.util.find_spec(_PACKAGE)
_empty = _PACKAGE not in sys.modules
if _empty and _spec is not None:
    _stand_in = ModuleType(_PACKAGE)
    _stand_in.__path__ = list(_spec.submodule_search_locations or ())
    sys.modules[_PACKAGE] = _stand_in
try:
    from reportlab.platypus.flowables import Flowable
    from reportlab.platypus.frames import Frame
finally:
    if _empty:
        sys.modules.pop(_PACKAGE, None)

__all__ = ["Flowable", "Frame"]
