"""How people show who they are: the system's passwords, LTI 1.3, OpenID Connect. One of them, as the class's file says."""

import re
import unicodedata
from pathlib import Path

from settings import NAME
from tornado import web


def configure(c, settings):
    """Sets the authenticator of JupyterHub's configuration c."""
    method, values = settings.login.method, settings.login.values
    {"pam": pam, "lti": lti, "oauth": oauth}[method](c, settings, values)


def pam(c, settings, values):
    c.JupyterHub.authenticator_class = "pam"
    c.PAMAuthenticator.open_sessions = False  # a session per server would need a login manager
    c.PAMAuthenticator.admin_groups = set()


def lti(c, settings, values):
    """LTI 1.3: Moodle and other platforms open the hub with a signed message that says who comes. README.md, "Login"."""
    from ltiauthenticator.lti13.auth import LTI13Authenticator

    class CourseLti(LTI13Authenticator):
        def get_username(self, token):
            return of_domain(super().get_username(token), values["domain"])

    c.JupyterHub.authenticator_class = CourseLti
    c.LTI13Authenticator.issuer = values["platform"]
    c.LTI13Authenticator.client_id = {values["client_id"]}
    c.LTI13Authenticator.authorize_url = values["authorize_url"]
    c.LTI13Authenticator.jwks_endpoint = values["jwks_url"]
    c.LTI13Authenticator.username_key = values.get("name_claim", "email")
    # The platform shows the hub in a page of its own; cookies must come along.
    c.JupyterHub.tornado_settings = {"cookie_options": {"samesite": "None", "secure": True}}


def oauth(c, settings, values):
    """OpenID Connect of a university: addresses by the issuer's well-known document's usual names."""
    from oauthenticator.generic import GenericOAuthenticator

    class CourseOAuth(GenericOAuthenticator):
        def user_info_to_username(self, told):
            if told.get("email_verified") is False:  # an address that anybody may have typed in
                raise web.HTTPError(403, f"'{told.get('email')}' has not confirmed this address at {values['issuer']}")
            return super().user_info_to_username(told)

        def normalize_username(self, username):
            return of_domain(username, values["domain"])

    c.JupyterHub.authenticator_class = CourseOAuth
    found = discovered(values["issuer"])
    c.GenericOAuthenticator.client_id = values["client_id"]
    c.GenericOAuthenticator.client_secret = Path(values["client_secret_file"]).read_text(encoding="utf-8").strip()
    c.GenericOAuthenticator.authorize_url = found["authorization_endpoint"]
    c.GenericOAuthenticator.token_url = found["token_endpoint"]
    c.GenericOAuthenticator.userdata_url = found["userinfo_endpoint"]
    c.GenericOAuthenticator.oauth_callback_url = f"https://{settings.address}:{settings.port}/hub/oauth_callback"
    c.GenericOAuthenticator.scope = ["openid", "email"]
    c.GenericOAuthenticator.username_claim = values.get("name_claim", "email")


def discovered(issuer):
    """What the provider says about itself."""
    import json
    import urllib.request

    with urllib.request.urlopen(issuer.rstrip("/") + "/.well-known/openid-configuration", timeout=20) as answer:
        return json.load(answer)


def of_domain(told, domain):
    """The account of who has an address of the school. Others' are refused: lecturer@elsewhere would be the lecturer."""
    try:
        if "@" in told and not told.lower().endswith(f"@{domain.lower()}"):
            raise ValueError(f"'{told}' is no address of {domain}")
        return account_name(told)
    except ValueError as e:
        raise web.HTTPError(403, str(e)) from None


def account_name(told):
    """The account of a person whom a platform names: the part before @, in letters that an account may have; "Zażółć.Gęś" is zazolc-ges."""
    plain = told.split("@")[0].lower().translate(str.maketrans("łøđ", "lod"))
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-")[:31]
    if not NAME.fullmatch(name):
        raise ValueError(f"'{told}' gives no name for an account")
    return name
