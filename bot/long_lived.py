"""What lives as long as the bot, such as the Roadmap and the lexicon, kept away from Python's search for garbage.

That search looks at every object there is; with a hundred thousand that never become garbage it took a
tenth of the time of answering.
"""

from __future__ import annotations

import gc


def set_aside() -> None:
    """Leave out of later searches for garbage whatever is there now; what was garbage by now is let go first."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
