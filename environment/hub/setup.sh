# Sets up the hub and nothing else, after the course (environment/setup.sh). Everything lands in .lab/hub: an environment of its own with
# the course's packages and the hub's, because students must be able to run it; a laptop's course needs none of it.

HUB=$LAB/hub
HUB_PYTHON=$HUB/venv/bin/python

set_up_hub() {
    if [ "$(uname)" != Linux ]; then
        echo "The hub needs Linux: it starts each student's server as a user of the system." >&2
        exit 1
    fi
    mkdir -p "$HUB"
    hub_packages
    hub_proxy
    hub_jupyter
}

# A Python that everybody on this machine may run: one in a private home folder is of no use to students.
find_hub_python() {
    local other=()
    [ "$(id -u)" = 0 ] && other=(env -C / setpriv --reuid 65534 --regid 65534 --clear-groups)
    find_python "${other[@]}" && return
    echo "There is no Python (3.11 or later, with venv) that students may run; those of root's home folder are closed to them." >&2
    echo "    apt-get install python3 python3-venv" >&2
    exit 1
}

hub_packages() {
    local wanted
    wanted=$(cat environment/requirements.txt environment/hub/requirements.txt)
    [ "$(cat "$HUB/venv/requirements.txt" 2>/dev/null)" = "$wanted" ] && return
    find_hub_python
    step "Installing JupyterHub beside the course's packages (once, about a minute)" install_hub_packages
    printf '%s\n' "$wanted" >"$HUB/venv/requirements.txt"
}

install_hub_packages() {
    "$SYSTEM_PYTHON" -m venv --clear "$HUB/venv" &&
        "$HUB_PYTHON" -m pip install --no-deps --require-hashes -r environment/requirements.txt &&
        "$HUB_PYTHON" -m pip install --no-deps --require-hashes -r environment/hub/requirements.txt
}

# The proxy before the servers is a program for Node.js.
hub_proxy() {
    cmp -s environment/hub/proxy/package-lock.json "$HUB/proxy/package-lock.json" &&
        [ -f "$HUB/proxy/node_modules/.package-lock.json" ] && return
    if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
        echo "The hub's proxy needs Node.js from 20 on, with npm: your system's packages, or nodejs.org." >&2
        exit 1
    fi
    mkdir -p "$HUB/proxy"
    cp environment/hub/proxy/package.json environment/hub/proxy/package-lock.json "$HUB/proxy"
    step "Installing the hub's proxy" npm ci --prefix "$HUB/proxy" --ignore-scripts --no-audit --no-fund
}

# The course's kernel and JupyterLab's settings in the hub's environment, its classes shared in an archive of their own.
hub_jupyter() {
    local made=$HUB/made
    local marks="$JAVA_HOME $JAVA_VERSION $RNNLAB_HOME $(sums environment/*.* environment/labextension environment/startpage $JAR)"
    [ "$(cat "$made" 2>/dev/null)" = "$marks" ] && return
    step "Setting up the Java kernel for the hub" hub_kernel
    echo "$marks" >"$made"
}

hub_kernel() {
    RNNLAB_NATIVE=$HUB/native JUPYTER_CONFIG_DIR=$HUB/jupyter JUPYTER_DATA_DIR=$HUB/jupyter/data \
        JUPYTER_RUNTIME_DIR=$HUB/jupyter/runtime "$HUB_PYTHON" environment/install_kernel.py && chmod -R a+rX,go-w "$HUB/native"
}

# Tests of the hub run in its environment, where there can be one.
tests_of_the_hub() {
    [ "$(uname)" = Linux ] || return 0
    [ $# -eq 0 ] || [[ " $* " == *" hub "* ]] || return 0
    if command -v npm >/dev/null; then
        set_up_hub
    else
        echo "No npm, so no proxy: what needs a hub that runs is skipped."
        mkdir -p "$HUB" && hub_packages
    fi
}
