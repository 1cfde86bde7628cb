"""The login from a platform by LTI 1.3: a made platform with a key of its own sends people to a hub, rightly and wrongly signed."""

import json
import os
import ssl
import sys
import threading
import time
import urllib.parse
from http.cookiejar import CookieJar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path[:0] = [str(HOME / "environment" / "hub"), str(HOME / "environment"), str(Path(__file__).parent)]

from test_hub_class import missing  # noqa: E402

jwt = pytest.importorskip("jwt", reason="the hub's packages are in its own environment")
pytestmark = pytest.mark.skipif((why := missing()) is not None, reason=why or "")

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
CLIENT = "rnnlab-client"


class Platform:
    """A learning platform: shows its public key, signs who comes."""

    def __init__(self):
        from cryptography.hazmat.primitives.asymmetric import rsa

        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key())) | {"kid": "one", "use": "sig", "alg": "RS256"}
        keys = json.dumps({"keys": [public]}).encode()

        class Keys(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(keys)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Keys)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def message(self, email, nonce, key=None, **other):
        now = int(time.time())
        claims = {
            "iss": "https://moodle.example", "aud": CLIENT, "sub": "17", "iat": now, "exp": now + 300, "nonce": nonce, "email": email,
            f"{CLAIM}version": "1.3.0", f"{CLAIM}deployment_id": "1", f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}target_link_uri": "https://127.0.0.1:9743/hub", f"{CLAIM}resource_link": {"id": "5"},
            f"{CLAIM}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
        }  # fmt: skip
        return jwt.encode(claims | other, key or self.key, "RS256", {"kid": "one"})


@pytest.fixture(scope="module")
def hub():
    from hub_class import Class

    platform = Platform()
    login = (
        f'[login]\nmethod = "lti"\nplatform = "https://moodle.example"\nclient_id = "{CLIENT}"\ndomain = "uni.example"\n'
        f'authorize_url = "{platform.url}/authorize"\njwks_url = "{platform.url}/keys"\n'
    )
    with Class(1, 1, port=9743, prefix="rnnlti", extra=login) as hub:
        hub.platform = platform
        yield hub
    platform.server.shutdown()


class Stay(HTTPRedirectHandler):
    """The platform's page is looked at, not followed."""

    def redirect_request(self, *_):
        return None


def come(hub, email, key=None, nonce=None, **other):
    """A browser that the platform sends to the hub; (status, who the hub says it is)."""
    tls = ssl.create_default_context()
    tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
    browser = build_opener(HTTPSHandler(context=tls), HTTPCookieProcessor(CookieJar()), Stay())

    def ask(path, form=None):
        data = urllib.parse.urlencode(form).encode() if form else None
        try:
            with browser.open(Request(hub.url + path, data), timeout=60) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except HTTPError as e:
            return e.code, e.headers, e.read().decode()

    begin = {"iss": "https://moodle.example", "login_hint": "17", "target_link_uri": f"{hub.url}/hub", "client_id": CLIENT}
    status, headers, _ = ask("/hub/lti13/oauth_login", begin)
    assert status == 302 and headers["Location"].startswith(f"{hub.platform.url}/authorize")
    told = dict(urllib.parse.parse_qsl(urllib.parse.urlparse(headers["Location"]).query))
    assert told["redirect_uri"] == f"{hub.url}/hub/lti13/oauth_callback" and told["client_id"] == CLIENT
    message = hub.platform.message(email, nonce or told["nonce"], key, **other)
    status, headers, said = ask("/hub/lti13/oauth_callback", {"id_token": message, "state": told["state"]})
    if status != 302:
        return status, said
    return status, ask("/hub/home")[2]


def test_a_student_whom_the_platform_names_is_in(hub):
    status, page = come(hub, "Rnnlti01@uni.example")
    assert status == 302 and 'data-user="rnnlti01"' in page.replace("'", '"') or "rnnlti01" in page


@pytest.mark.parametrize("what", ["another key", "an old message", "another course's message", "a message that was used"])
def test_a_message_that_is_not_the_platforms_own_and_for_now_is_refused(hub, what):
    from cryptography.hazmat.primitives.asymmetric import rsa

    wrong = {
        "another key": {"key": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
        "an old message": {"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200},
        "another course's message": {"aud": "another-client"},
        "a message that was used": {"nonce": "0" * 32},
    }[what]
    status, said = come(hub, "rnnlti01@uni.example", **wrong)
    assert status in (400, 401, 403), said


def test_who_is_not_in_the_class_or_of_another_domain_is_refused(hub):
    assert come(hub, "stranger@uni.example")[0] == 403
    status, said = come(hub, "rnnlti-lecturer@elsewhere.example")
    assert status == 403 and "no address of uni.example" in said
