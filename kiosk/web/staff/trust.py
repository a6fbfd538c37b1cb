"""How a tablet comes to trust a certificate that this machine made for itself.

Open to everybody, in clear too: nothing secret is there. What is read in clear can be changed on
its way, which is why the page has the fingerprint compared with the machine's own.
"""

from __future__ import annotations

from flask import Flask, Response, abort, render_template, request

from kiosk.web.doors import STAFF
from kiosk.web.staff.site import StaffSite

PAGE = f"{STAFF}/confiance"
FILE = f"{PAGE}.crt"


def add_trust_page(app: Flask, site: StaffSite) -> None:
    connection = site.connection

    def page() -> Response:
        authority = connection.authority()
        drawn = render_template(
            "trust.html",
            place=site.agenda.place,
            authority=authority,
            lines=_in_lines(authority.fingerprint) if authority else (),
            file=FILE,
            address=connection.https_address(request),
        )
        return Response(drawn, content_type="text/html; charset=utf-8")

    def file() -> Response:
        authority = connection.authority()
        if authority is None:
            abort(404)
        response = Response(authority.der, content_type="application/x-x509-ca-cert")
        response.headers["Content-Disposition"] = 'attachment; filename="kiosque.crt"'
        return response

    app.add_url_rule(PAGE, "trust", page, methods=["GET"])
    app.add_url_rule(FILE, "trust-file", file, methods=["GET"])


def _in_lines(fingerprint: str) -> tuple[str, ...]:
    """Eight pairs a line, to be compared by eye on a narrow screen."""
    pairs = fingerprint.split(":")
    return tuple(" ".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8))
