"""Logins from elsewhere: a made platform (LTI 1.3) and a made provider (OpenID Connect) send people to a hub, rightly and wrongly."""

import base64
import hashlib
import json
import os
import re
import secrets
import ssl
import sys
import threading
import time
from contextlib import contextmanager
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlparse
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub"), str(HOME / "environment"), str(Path(__file__).parent)]

from test_hub_class import missing  # noqa: E402

jwt = pytest.importorskip("jwt", reason="the hub's packages are in its own environment")
pytestmark = pytest.mark.skipif((why := missing()) is not None, reason=why or "")

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ISSUER, CLIENT, SECRET = "https://moodle.example", "rnnlab-client", "the provider's and the hub's secret"


def a_key():
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@contextmanager
def served(answer):
    """A server whose answers, (status, JSON), the function gives from the request's path, headers and form; its address."""

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self):
            form = dict(parse_qsl(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()))
            status, told = answer(self.path, self.headers, form)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def do_POST(self):
            self.do_GET()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class Stay(HTTPRedirectHandler):
    """A redirection is looked at, not followed."""

    def redirect_request(self, *_):
        return None


class Browser:
    """One person's cookies."""

    def __init__(self, hub):
        tls = ssl.create_default_context()
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
        self.hub, self.opener = hub, build_opener(HTTPSHandler(context=tls), HTTPCookieProcessor(CookieJar()), Stay())

    def ask(self, path, form=None):
        """(status, where to, text)."""
        try:
            answer = self.opener.open(Request(self.hub.url + path, urlencode(form).encode() if form else None), timeout=120)
        except HTTPError as e:
            answer = e
        with answer:
            return answer.status, answer.headers["Location"], answer.read().decode()

    def sent_to(self, path, form=None):
        """Where the hub sends the browser: (address, what it brings along)."""
        status, place, said = self.ask(path, form)
        assert status == 302, said
        return place.split("?")[0], dict(parse_qsl(urlparse(place).query))

    def who(self):
        """Whom the hub takes this browser for, or what it answers instead."""
        status, place, page = self.ask("/hub/home")
        found = re.search(r'user: "([^"]*)"', page)
        return found[1] if status == 200 and found else f"{status} {place} {page[:500]}"


class Platform:
    """Moodle's side of LTI 1.3: shows its public key and signs who comes."""

    def __init__(self):
        self.key = a_key()

    def keys(self, *_):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return 200, {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def message(self, email, nonce, key=None, **other):
        now = int(time.time())
        claims = {
            "iss": ISSUER, "aud": CLIENT, "sub": "17", "iat": now, "exp": now + 300, "nonce": nonce, "email": email,
            f"{CLAIM}version": "1.3.0", f"{CLAIM}deployment_id": "1", f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}target_link_uri": "https://127.0.0.1/hub", f"{CLAIM}resource_link": {"id": "5"},
            f"{CLAIM}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
        }  # fmt: skip
        return jwt.encode(claims | other, key or self.key, "RS256", {"kid": "one"})


@pytest.fixture(scope="module")
def lti():
    from hub_class import Class

    platform = Platform()
    with served(platform.keys) as address:
        login = (
            f'[login]\nmethod = "lti"\nplatform = "{ISSUER}"\nclient_id = "{CLIENT}"\ndomain = "uni.example"\n'
            f'authorize_url = "{address}/authorize"\njwks_url = "{address}/keys"\n'
        )
        with Class(1, 1, port=9743, prefix="rnnlti", extra=login) as hub:
            hub.platform, hub.authorize = platform, f"{address}/authorize"
            yield hub


def come_by_lti(hub, email, key=None, browser=None, **other):
    """A browser that the platform sends to the hub; (browser, status, what is said, the message)."""
    browser = browser or Browser(hub)
    begin = {"iss": ISSUER, "login_hint": "17", "target_link_uri": f"{hub.url}/hub", "client_id": CLIENT}
    place, told = browser.sent_to("/hub/lti13/oauth_login", begin)
    assert place == hub.authorize and told["client_id"] == CLIENT and told["response_mode"] == "form_post"
    assert told["redirect_uri"] == f"{hub.url}/hub/lti13/oauth_callback"
    message = {"id_token": hub.platform.message(email, other.pop("nonce", told["nonce"]), key, **other), "state": told["state"]}
    status, _, said = browser.ask("/hub/lti13/oauth_callback", message)
    return browser, status, said, message


def test_a_student_whom_the_platform_names_is_in(lti):
    browser, status, said, message = come_by_lti(lti, "Rnnlti01@uni.example")
    assert status == 302, said
    assert browser.who() == "rnnlti01"
    other = Browser(lti)
    assert other.ask("/hub/lti13/oauth_callback", message)[0] >= 400, "a message that somebody has caught"
    assert other.who() != "rnnlti01"


@pytest.mark.parametrize("what", ["another key", "an old message", "another course's message", "another platform's", "another nonce"])
def test_a_message_that_is_not_the_platforms_own_and_for_now_is_refused(lti, what):
    wrong = {
        "another key": {"key": a_key()},
        "an old message": {"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200},
        "another course's message": {"aud": "another-client"},
        "another platform's": {"iss": "https://elsewhere.example"},
        "another nonce": {"nonce": "0" * 64},
    }[what]
    browser, status, said, _ = come_by_lti(lti, "rnnlti01@uni.example", **wrong)
    assert status in (400, 401, 403), said
    assert browser.who() != "rnnlti01"


def test_who_is_not_in_the_class_or_has_another_schools_address_is_refused(lti):
    assert come_by_lti(lti, "stranger@uni.example")[1] == 403
    browser, status, said, _ = come_by_lti(lti, "rnnlti-lecturer@elsewhere.example")
    assert status == 403 and "no address of uni.example" in said and browser.who() != "rnnlti-lecturer"


class Provider:
    """A university's OpenID Connect: knows whom it has let in, and looks at what the hub sends as strictly as the standard says."""

    def __init__(self):
        self.codes, self.tokens, self.address = {}, {}, None

    def let_in(self, person, asked):
        """The code with which the person's browser goes back."""
        code = secrets.token_hex(8)
        self.codes[code] = (person, asked["redirect_uri"], asked["code_challenge"])
        return code

    def answer(self, path, headers, form):
        if path == "/.well-known/openid-configuration":
            return 200, {f"{k}_endpoint": f"{self.address}/{k}" for k in ("authorization", "token", "userinfo")}
        if path == "/token":
            person, redirect, challenge = self.codes.pop(form.get("code"), (None, None, None))
            proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
            basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            known = headers["Authorization"] == basic or (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
            if person is None or redirect != form.get("redirect_uri") or proof != challenge or not known:
                return 400, {"error": "invalid_grant"}
            token = secrets.token_hex(8)
            self.tokens[token] = person
            return 200, {"access_token": token, "token_type": "Bearer"}
        person = self.tokens.get(headers.get("Authorization", "").removeprefix("Bearer "))
        return (200, person) if path.startswith("/userinfo") and person else (401, {"error": "invalid_token"})


@pytest.fixture(scope="module")
def oauth(tmp_path_factory):
    from hub_class import Class

    provider, secret = Provider(), tmp_path_factory.mktemp("oauth") / "secret"
    secret.write_text(f"{SECRET}\n")
    with served(provider.answer) as provider.address:
        login = (
            f'[login]\nmethod = "oauth"\nissuer = "{provider.address}"\nclient_id = "{CLIENT}"\n'
            f'client_secret_file = "{secret}"\ndomain = "uni.example"\n'
        )
        with Class(1, 1, port=9753, prefix="rnnoidc", extra=login) as hub:
            hub.provider = provider
            yield hub


def come_by_oauth(hub, person, code=None, state=None):
    browser = Browser(hub)
    place, asked = browser.sent_to("/hub/oauth_login")
    assert place == f"{hub.provider.address}/authorization" and asked["client_id"] == CLIENT and "openid" in asked["scope"]
    assert asked["redirect_uri"] == f"{hub.url}/hub/oauth_callback"
    back = {"code": code or hub.provider.let_in(person, asked), "state": state or asked["state"]}
    status, _, said = browser.ask(f"/hub/oauth_callback?{urlencode(back)}")
    return browser, status, said


def test_who_logs_in_at_the_university_is_in(oauth):
    browser, status, said = come_by_oauth(oauth, {"sub": "1", "email": "Rnnoidc01@uni.example", "email_verified": True})
    assert status == 302, said
    assert browser.who() == "rnnoidc01"


def test_a_code_or_a_state_that_is_made_up_opens_nothing(oauth):
    person = {"sub": "1", "email": "rnnoidc01@uni.example"}
    for wrong in ({"code": "made-up"}, {"state": base64.urlsafe_b64encode(b'{"state_id": "x"}').decode()}):
        browser, status, said = come_by_oauth(oauth, person, **wrong)
        assert status >= 400, said
        assert browser.who() != "rnnoidc01"


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ({"email": "stranger@uni.example"}, ""),
        ({"email": "rnnoidc-lecturer@elsewhere.example"}, "no address of uni.example"),
        ({"email": "rnnoidc-lecturer@uni.example", "email_verified": False}, "has not confirmed"),
    ],
)
def test_a_stranger_another_schools_and_an_unconfirmed_address_are_refused(oauth, person, told):
    browser, status, said = come_by_oauth(oauth, {"sub": "2"} | person)
    assert status == 403 and told in said
    assert browser.who() != "rnnoidc-lecturer"
