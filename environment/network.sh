# A network that is not open: a proxy, and one that signs every connection anew with a certificate of its own. Sourced by setup.sh.
# What a user sets once is what other programs know too: https_proxy, and SSL_CERT_FILE with the certificate as a PEM file.

certificates() {
    # The image's build: docker build --secret id=ca,src=FILE
    [ ! -f /run/secrets/ca ] || export SSL_CERT_FILE=${SSL_CERT_FILE:-/run/secrets/ca}
    [ -n "${SSL_CERT_FILE:-}" ] || return 0
    if [ ! -r "$SSL_CERT_FILE" ]; then
        echo "SSL_CERT_FILE names $SSL_CERT_FILE, which cannot be read." >&2
        exit 1
    fi
    export PIP_CERT=${PIP_CERT:-$SSL_CERT_FILE} CURL_CA_BUNDLE=${CURL_CA_BUNDLE:-$SSL_CERT_FILE}
}

# maven GOAL...: Maven, which reads neither of the two by itself.
maven() {
    local options=()
    if [ -n "${SSL_CERT_FILE:-}" ]; then
        "$JAVA_HOME/bin/java" environment/Trust.java "$SSL_CERT_FILE" "$LAB/trust.p12" || return
        options+=("-Djavax.net.ssl.trustStore=$LAB/trust.p12" -Djavax.net.ssl.trustStorePassword=changeit)
    fi
    local proxy=${https_proxy:-${HTTPS_PROXY:-}}
    if [[ $proxy =~ ^(https?://)?([^@/:]+):([0-9]+)/?$ ]]; then
        options+=("-Dhttps.proxyHost=${BASH_REMATCH[2]}" "-Dhttps.proxyPort=${BASH_REMATCH[3]}" -Daether.connector.http.useSystemProperties=true)
    fi
    "$RNNLAB_MAVEN" -B -ntp ${options[@]+"${options[@]}"} "$@"
}

# What the end of the log says about the network, in words that name what to set.
network_hint() {
    local end
    end=$(tail -n 60 "$LOG")
    if grep -qiE 'certificate.verify.failed|PKIX path|valid certification path|self.signed certificate|unknown issuer' <<<"$end"; then
        cat <<'TEXT'
A certificate was not accepted: mostly, a proxy reads along and signs with its own. Get that certificate as a PEM file from who runs
the network, set it once, and run ./lab again:
    export SSL_CERT_FILE=/path/to/certificate.pem
TEXT
    elif grep -qiE 'name resolution|unknown host|UnknownHost|could not resolve|network is unreachable|connection (timed out|refused)|ProxyError' <<<"$end"; then
        cat <<'TEXT'
There is no way to the network from here. Where a proxy is the way, set it once, and run ./lab again:
    export https_proxy=http://HOST:PORT
TEXT
    fi
}
