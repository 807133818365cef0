"""For every test and journey: what was read to know them lives to the end, and is not searched for garbage."""

import gc

gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()
