"""`python -m tests.mutants`: the calculation of rights is changed in thousands of small ways, one at a time.

A change that no test of `tests/domain/rights` notices is a survivor: a rule that could break unseen. The changed
copies stay in `mutants/` until the next run; `.venv/bin/mutmut results` names the survivors, `mutmut show` one of them.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.mutants.tally import Tally
from webapp.core.settings import ROOT

COPIES = ROOT / "mutants"
LOG = COPIES / "run.log"
MUTMUT = Path(sys.executable).with_name("mutmut")


def main() -> int:
    shutil.rmtree(COPIES, ignore_errors=True)
    COPIES.mkdir()
    print("→ mutants of webapp/domain/rights (about ten minutes)", flush=True)
    if _asked("run") or _asked("export-cicd-stats"):
        print("\n".join(LOG.read_text(encoding="utf-8").splitlines()[-40:]))
        return 1
    tally = Tally.of(json.loads((COPIES / "mutmut-cicd-stats.json").read_text(encoding="utf-8")))
    print(tally)
    return 0 if tally.is_enough else 1


def _asked(command: str) -> int:
    """What mutmut says is kept for when it fails: it draws one line per mutant."""
    with LOG.open("a", encoding="utf-8") as log:
        return subprocess.run([MUTMUT, command], cwd=ROOT, stdout=log, stderr=log).returncode


if __name__ == "__main__":
    raise SystemExit(main())
