"""Who may do what: forms that are ours, tickets that are known, nobody too often."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest

from kiosk.ticket.codes import new_token
from kiosk.web.csrf import SecretError, is_sealed, seal, secret_of
from kiosk.web.rate_limits import Buckets, RateLimit, network_of
from tests.web.corner import Corner, Phone

# Forms


@pytest.mark.parametrize(
    "instead",
    [
        {"sceau": ""},
        {"sceau": "0" * 64},
        {"cle": "another key"},
        {"sceau": "é"},
        {"cle": "", "sceau": ""},
        {"remplace": "another appointment"},
    ],
)
def test_a_form_that_is_not_ours_does_nothing(
    corner: Corner, phone: Phone, instead: dict[str, str]
) -> None:
    phone.scan(corner.steps_ticket()).touch("9 h").send(**instead)
    assert phone.status == 403
    assert phone.title == "Cette page est trop ancienne"
    assert "Rien n'a changé." in phone.words
    assert corner.agenda.bookings() == []


@pytest.mark.parametrize("page", ["annuler", "deplacer", "reserver"])
def test_an_empty_form_does_nothing(corner: Corner, phone: Phone, page: str) -> None:
    token = corner.booked_ticket()
    before = corner.agenda.bookings()
    assert phone._go("POST", f"/t/{token}/{page}").status == 403
    assert corner.agenda.bookings() == before


def test_the_form_of_one_ticket_does_nothing_to_another(corner: Corner, phone: Phone) -> None:
    mine, theirs = corner.booked_ticket(), corner.booked_ticket()
    form = phone.scan(mine).touch("Annuler le rendez-vous").form
    assert phone._go("POST", f"/t/{theirs}/annuler", data=form).status == 403
    assert len(corner.standing()) == 2


def test_the_form_of_one_page_does_nothing_on_another(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    form = phone.scan(token).touch("Changer l'heure").touch("10 h").form
    assert phone._go("POST", f"/t/{token}/annuler", data=form).status == 403
    assert len(corner.standing()) == 1


def test_a_form_sent_by_another_site_does_nothing(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    phone.scan(token).touch("Annuler le rendez-vous")
    phone.headers = {"Sec-Fetch-Site": "cross-site"}
    assert phone.send().status == 403
    phone.headers = {"Sec-Fetch-Site": "same-origin"}
    assert phone.scan(token).touch("Annuler le rendez-vous").send().status == 200
    assert corner.standing() == []


def test_another_secret_seals_otherwise() -> None:
    one = seal(b"one", "ab", "c")
    assert is_sealed(one, b"one", "ab", "c")
    assert not is_sealed(one, b"two", "ab", "c")
    assert not is_sealed(one, b"one", "a", "bc")


def test_the_secret_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    made = secret_of("", tmp_path)
    assert len(made) >= 32
    assert secret_of("", tmp_path) == made
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert secret_of("x" * 40, tmp_path) == b"x" * 40


def test_a_secret_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    with pytest.raises(SecretError, match="ne peut pas être gardé"):
        secret_of("", tmp_path / "not-there")


# Tickets


def test_a_wrong_an_unknown_and_an_expired_ticket_get_the_same_answer(
    corner: Corner, phone: Phone
) -> None:
    expired = corner.booked_ticket()
    corner.clock.pass_time(days=31)
    answers = set()
    for token in ("X", "é" * 26, "A" * 26, new_token(), expired, "A" * 500, "%00", "1" * 26):
        phone.scan(token)
        assert phone.answer is not None
        assert phone.status == 404
        answers.add((phone.source, str(sorted(phone.answer.headers.items()))))
    assert len(answers) == 1
    assert phone.title == "Nous ne trouvons pas ce ticket"


@pytest.mark.parametrize("page", ["rendez-vous.ics", "reserver", "deplacer", "annuler"])
def test_no_page_of_an_unknown_ticket_differs(corner: Corner, phone: Phone, page: str) -> None:
    expected = phone.scan("A" * 26).source
    assert phone.open(f"/t/{new_token()}/{page}").source == expected
    if not page.endswith("ics"):
        assert phone._go("POST", f"/t/{new_token()}/{page}").source == expected


def test_an_unknown_and_an_expired_ticket_take_as_long(corner: Corner, phone: Phone) -> None:
    """Within half of each other, at their quickest: all are one look-up by a hash."""
    expired = corner.booked_ticket()
    corner.clock.pass_time(days=31)

    def seconds(token: str) -> float:
        begun = perf_counter()
        phone.client.get(f"/T/{token}")
        return perf_counter() - begun

    times: dict[str, list[float]] = {expired: [], "A" * 26: [], "X": []}
    for _ in range(60):
        for token, taken in times.items():
            taken.append(seconds(token))
    quickest = [min(taken) for taken in times.values()]
    assert max(quickest) < 1.5 * min(quickest)


def test_a_ticket_serves_until_thirty_days_after(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    corner.clock.pass_time(days=30)
    assert phone.scan(token).title == "Ce rendez-vous est passé"


# What every answer carries


@pytest.mark.parametrize("address", ["/T/{}", "/T/X", "/healthz", "/style.css", "/nowhere"])
def test_every_answer_keeps_to_itself(corner: Corner, phone: Phone, address: str) -> None:
    phone.open(address.format(corner.booked_ticket()))
    assert phone.answer is not None
    headers = phone.answer.headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
    assert "Server" not in headers


def test_pages_are_not_kept_and_files_are(corner: Corner, phone: Phone) -> None:
    kept = {}
    for address in (f"/T/{corner.booked_ticket()}", "/style.css"):
        answer = phone.open(address).answer
        assert answer is not None
        kept[address[:3]] = answer.headers["Cache-Control"]
    assert kept == {"/T/": "no-store", "/st": "public, max-age=86400"}


def test_a_page_holds_no_script_no_style_of_its_own_and_nothing_of_others(
    corner: Corner, phone: Phone
) -> None:
    phone.scan(corner.booked_ticket())
    assert "<script" not in phone.source
    assert "style=" not in phone.source
    assert not re.search(r"\son\w+=", phone.source)
    loaded = re.findall(r'<(?:link|img)[^>]*(?:href|src)="([^"]+)"', phone.source)
    assert loaded == ["/style.css", "/icon.svg"]
    assert 'url("http' not in phone.open("/style.css").source


def test_what_a_visitor_wrote_is_shown_as_words(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.steps_ticket()).touch("Rappelez-moi").touch("9 h")
    phone.write(telephone='"><script>', prenom="<b>Sam</b>").send()
    assert phone.form["telephone"] == '"><script>'
    assert "<script" not in phone.source
    assert "<b>" not in phone.source


# Sizes


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_a_form_that_is_too_large_is_not_read(
    corner: Corner, phone: Phone, content_type: str
) -> None:
    token = corner.booked_ticket()
    phone._go("POST", f"/t/{token}/annuler", data=b"a=" + b"x" * 9000, content_type=content_type)
    assert phone.status == 413
    assert phone.title == "Nous n'avons pas compris cette demande"


def test_an_address_that_is_too_long_is_not_read(corner: Corner, phone: Phone) -> None:
    assert phone.open(f"/T/{corner.booked_ticket()}?x={'x' * 3000}").status == 400


def test_a_page_that_takes_no_form_says_so(corner: Corner, phone: Phone) -> None:
    phone._go("POST", f"/T/{corner.booked_ticket()}")
    assert phone.status == 405
    assert phone.answer is not None
    assert set(phone.answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


# Limits


def test_one_ticket_may_not_be_asked_for_without_end(corner: Corner) -> None:
    phone, token = corner.phone(per_ticket=RateLimit(3, 0.5)), corner.booked_ticket()
    assert [phone.scan(token).status for _ in range(5)] == [200, 200, 200, 429, 429]
    assert phone.title == "Un instant, s'il vous plaît"
    assert phone.answer is not None
    assert phone.answer.headers["Retry-After"] == "2"
    assert phone.scan(corner.booked_ticket()).status == 200  # another visitor's
    corner.seconds += 2
    assert phone.scan(token.lower()).status == 200


def test_one_address_may_not_try_tickets_without_end(corner: Corner) -> None:
    phone = corner.phone(per_address=RateLimit(10, 1))
    tried = [phone.scan(new_token()).status for _ in range(12)]
    assert tried == [404] * 10 + [429] * 2
    corner.seconds += 1
    assert phone.scan(corner.booked_ticket()).status == 200


def test_without_a_proxy_of_ours_nobody_chooses_the_address_they_come_from(
    corner: Corner,
) -> None:
    phone = corner.phone(per_address=RateLimit(2, 0.001))
    statuses = []
    for number in range(4):
        phone.headers = {"X-Forwarded-For": f"192.0.2.{number}", "X-Forwarded-Proto": "x"}
        statuses.append(phone.scan("X").status)
    assert statuses == [404, 404, 429, 429]


def test_behind_a_proxy_of_ours_the_address_it_adds_counts(corner: Corner) -> None:
    """What the visitor wrote stands before it, and is not looked at."""
    phone = corner.phone(per_address=RateLimit(2, 0.001), proxies=1)
    statuses = []
    for number in range(4):
        phone.headers = {"X-Forwarded-For": f"203.0.113.{number}, 192.0.2.1"}
        statuses.append(phone.scan("X").status)
    phone.headers = {"X-Forwarded-For": "192.0.2.2"}
    assert [*statuses, phone.scan("X").status] == [404, 404, 429, 429, 404]


def test_a_proxy_that_writes_ports_makes_no_crowd_of_one_and_no_one_of_a_crowd(
    corner: Corner,
) -> None:
    phone = corner.phone(per_address=RateLimit(2, 0.001), proxies=1)
    statuses: dict[str, list[int]] = {}
    for who in ("192.0.2.1", "192.0.2.2", "[2001:db8::1]"):
        for number in range(3):
            phone.headers = {"X-Forwarded-For": f"{who}:{5000 + number}"}
            statuses.setdefault(who, []).append(phone.scan("X").status)
    assert statuses == {who: [404, 404, 429] for who in statuses}


def test_who_asked_longest_ago_is_forgotten_and_memory_stays_bounded() -> None:
    buckets = Buckets(RateLimit(1, 0.001), lambda: 0.0, most_keys=3)
    for key in "abcd":
        assert buckets.wait(key) == 0
    assert len(buckets) == 3
    assert buckets.wait("d") == pytest.approx(1000)
    assert buckets.wait("a") == 0  # forgotten


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("nonsense", None, True),
        ("192.0.2.1:5678", "192.0.2.1:80", True),
        ("192.0.2.1:5678", "192.0.2.1", True),
        ("192.0.2.1:5678", "192.0.2.2:5678", False),
        ("[2001:db8:1:2::1]:443", "[2001:db8:1:2::9]:80", True),
        ("[2001:db8:1:2::1]:443", "2001:db8:1:2::9", True),
        ("[2001:db8:1:2::1]", "[2001:db8:1:3::1]:443", False),
        ("[::ffff:192.0.2.1]:80", "192.0.2.1", True),
        ("[fe80::1%eth0]:80", "fe80::2", True),
        (' "192.0.2.1:80"', "192.0.2.1", True),
        ("192.0.2.1:80:90", "[", True),
    ],
)
def test_who_counts_as_one_address(one: str, other: str | None, same: bool) -> None:
    assert (network_of(one) == network_of(other)) is same


def test_no_token_and_no_name_is_logged(
    corner: Corner, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when the page breaks: an answer of the catalogue that no page can be drawn from."""
    token = corner.booked_ticket()
    phone = corner.phone(catalog=None)
    phone.open(f"/t/{token}/rendez-vous.ics")
    assert phone.status == 500
    assert phone.title == "Quelque chose n'a pas marché"
    assert "The page GET /t/<token>/rendez-vous.ics failed." in caplog.text
    assert token not in caplog.text
    assert "Sam" not in caplog.text


def test_a_link_keeps_for_as_long_as_the_appointment_is_to_come(
    corner: Corner, phone: Phone
) -> None:
    token = corner.booked_ticket()
    phone.scan(token).touch("Annuler le rendez-vous")
    corner.clock.now += timedelta(hours=1, minutes=10)  # it has begun
    phone.send()
    assert "Annuler le rendez-vous" not in phone.labels
    assert len(corner.standing()) == 1
