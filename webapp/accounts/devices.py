"""What a browser says it is, kept coarse: enough to recognise one's own device, not to follow it."""

# In this order: Edge and Opera also say Chrome, Chrome also says Safari, an iPhone also says Mac OS X.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
HAND_HELD = ("iPhone", "iPad", "Android")


def device_of(user_agent: str) -> str:
    """`Firefox, Android`; empty when the browser says nothing known."""
    named = [_first(names, user_agent) for names in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in named if name)


def is_hand_held(device: str) -> bool:
    return device.endswith(HAND_HELD)


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for sign, name in names if sign in user_agent), "")
