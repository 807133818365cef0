"""Names of files made from numbers: safe on any system, and still the number."""

from webapp.core.archives import safe


def file_name(number: str, ending: str) -> str:
    """`2026-031.pdf`; a number may hold a slash, a name may not."""
    return safe(f"{number.replace('/', '-')}.{ending}")
