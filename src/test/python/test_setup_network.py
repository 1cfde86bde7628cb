"""Set-up behind a proxy that signs connections with a certificate of its own: what is passed on, and what is said when it fails."""

import os
import re
import subprocess
from pathlib import Path

import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
KEYTOOL = Path(os.environ["JAVA_HOME"]) / "bin" / "keytool"
NETWORK = ["https_proxy", "HTTPS_PROXY", "SSL_CERT_FILE", "PIP_CERT", "CURL_CA_BUNDLE"]


def bash(script, **variables):
    environment = {k: v for k, v in os.environ.items() if k not in NETWORK} | variables
    return subprocess.run(
        ["bash", "-ec", f"source environment/setup.sh\n{script}"], cwd=HOME, env=environment, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate of an authority that nobody knows, as a PEM file, and its fingerprint."""
    folder = tmp_path_factory.mktemp("authority")
    store = ["-keystore", str(folder / "store.p12"), "-storepass", "changeit", "-alias", "proxy"]
    subprocess.run(
        [KEYTOOL, "-genkeypair", "-keyalg", "EC", "-dname", "CN=a proxy", "-ext", "bc:c", *store], check=True, capture_output=True
    )
    pem = subprocess.run([KEYTOOL, "-exportcert", "-rfc", *store], check=True, capture_output=True, text=True).stdout
    listed = subprocess.run([KEYTOOL, "-list", *store], check=True, capture_output=True, text=True).stdout
    (folder / "proxy.pem").write_text("# of the university\n" + pem)
    return folder / "proxy.pem", re.search(r"SHA-256\): (\S+)", listed).group(1)


def trust(pem, store):
    return subprocess.run(
        [Path(os.environ["JAVA_HOME"]) / "bin" / "java", HOME / "environment" / "Trust.java", pem, store], capture_output=True, text=True
    )


def fingerprints(store):
    listed = subprocess.run([KEYTOOL, "-list", "-keystore", str(store), "-storepass", "changeit"], capture_output=True, text=True).stdout
    return re.findall(r"SHA-256\): (\S+)", listed)


def test_java_trusts_the_file_s_certificate_and_those_that_it_knew(authority, tmp_path):
    pem, fingerprint = authority
    assert trust(pem, tmp_path / "trust.p12").returncode == 0
    found = fingerprints(tmp_path / "trust.p12")
    assert fingerprint in found and len(found) > 20


def test_a_certificate_that_java_cannot_read_is_named_and_the_others_count(authority, tmp_path):
    pem, fingerprint = authority
    both = tmp_path / "both.pem"
    both.write_text("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n" + pem.read_text())
    said = trust(both, tmp_path / "trust.p12")
    assert said.returncode == 0 and f"{both}: a certificate that Java cannot read is left out" in said.stderr
    assert fingerprint in fingerprints(tmp_path / "trust.p12")


def test_a_file_without_a_certificate_is_refused(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<html>log in</html>")
    said = trust(page, tmp_path / "trust.p12")
    assert said.returncode == 1 and f"{page}: there is no certificate in it" in said.stderr


def test_one_variable_is_passed_on_to_pip_curl_and_maven(authority):
    pem, _ = authority
    said = bash(
        'certificates; echo "$PIP_CERT $CURL_CA_BUNDLE"; RNNLAB_MAVEN=echo; maven package',
        SSL_CERT_FILE=str(pem),
        https_proxy="http://proxy.uni.edu:3128/",
    )
    tools, maven = said.stdout.splitlines()
    assert tools == f"{pem} {pem}"
    assert "-Djavax.net.ssl.trustStore=" in maven and maven.endswith(" package")
    assert "-Dhttps.proxyHost=proxy.uni.edu -Dhttps.proxyPort=3128" in maven


def test_without_a_proxy_maven_gets_nothing():
    assert bash("certificates; RNNLAB_MAVEN=echo; maven package").stdout == "-B -ntp package\n"


def test_a_name_of_no_file_is_said_at_once(tmp_path):
    said = bash("certificates; echo goes on", SSL_CERT_FILE=str(tmp_path / "none.pem"))
    assert said.returncode == 1 and "none.pem, which cannot be read" in said.stderr and said.stdout == ""


@pytest.mark.parametrize(
    ("log", "names"),
    [
        (
            "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate",
            "SSL_CERT_FILE",
        ),
        ("[ERROR] PKIX path building failed: unable to find valid certification path to requested target", "SSL_CERT_FILE"),
        ("curl: (60) SSL certificate problem: self-signed certificate in certificate chain", "SSL_CERT_FILE"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "https_proxy"),
        ("[ERROR] Unknown host repo.maven.apache.org: Name or service not known", "https_proxy"),
        ("[ERROR] COMPILATION ERROR : A.java:[1,1] class expected", None),
    ],
)
def test_a_set_up_that_fails_names_what_to_set(log, names, tmp_path):
    said = bash(f"LOG={tmp_path}/setup.log; fails() {{ echo '{log}'; return 1; }}; step 'Installing things' fails; echo goes on")
    assert said.returncode == 1 and "goes on" not in said.stdout
    assert log[-30:] in said.stderr
    for variable in ["SSL_CERT_FILE", "https_proxy"]:
        assert (f"export {variable}=" in said.stderr) == (variable == names)


@pytest.mark.parametrize("owner", [0, 4242])
def test_a_folder_of_somebody_else_is_named_with_what_to_do(owner, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("giving a file to another user needs root")
    # A file where the folder should be: even root cannot write into it.
    file = tmp_path / "file"
    file.write_text("")
    os.chown(file, owner, owner)
    said = bash("state_folder; echo goes on", RNNLAB_STATE=str(file / "state"))
    assert said.returncode == 1 and said.stdout == ""
    assert f"Nothing can be written into {file}: it belongs to user {owner}:{owner}" in said.stderr and "chown -R" in said.stderr
    # A container of root's would be one more thing to regret.
    assert (f"--user {owner}:{owner}" in said.stderr) == (owner != 0)


def test_what_is_written_when_the_course_runs_is_in_the_state_folder(tmp_path):
    said = bash(
        "echo $JUPYTER_DATA_DIR:$JUPYTER_RUNTIME_DIR:$JUPYTERLAB_SETTINGS_DIR:$JUPYTERLAB_WORKSPACES_DIR:$IPYTHONDIR",
        RNNLAB_STATE=str(tmp_path),
    )
    assert all(folder.startswith(str(tmp_path) + "/") for folder in said.stdout.strip().split(":"))
