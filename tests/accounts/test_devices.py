import pytest

from webapp.accounts.devices import device_of, is_hand_held


@pytest.mark.parametrize(
    ("user_agent", "device", "hand_held"),
    [
        ("Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "Firefox, Android", True),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.6 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
            True,
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge, Windows",
            False,
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/142.0.0.0 Safari/537.36",
            "Chrome, Mac",
            False,
        ),
        ("curl/8.14", "", False),
        ("", "", False),
        ("<script>alert(1)</script>" * 100, "", False),
    ],
)
def test_a_browser_is_named_coarsely(user_agent, device, hand_held):
    assert device_of(user_agent) == device
    assert is_hand_held(device) is hand_held
