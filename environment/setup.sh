# Sets up what is missing and nothing else. Sourced by ./lab; the Dockerfile runs the same steps.
# Everything lands in .lab/ and target/ of this folder; downloads are cached where Maven and pip cache theirs.

source "$RNNLAB_HOME/environment/network.sh"

LAB=$RNNLAB_HOME/.lab
PYTHON=$LAB/venv/bin/python
LOG=$LAB/setup.log

# What is written when the course runs: here, not in the user's home folder. The image, whose own folders may be read-only, names another.
export RNNLAB_STATE=${RNNLAB_STATE:-$LAB}
# Where the user's own Jupyter looks for kernels (./lab kernel), before the next line says something else.
export RNNLAB_USERS_JUPYTER=${JUPYTER_DATA_DIR:-}
export JUPYTER_CONFIG_DIR=$LAB/jupyter/config JUPYTER_DATA_DIR=$RNNLAB_STATE/jupyter/data
export JUPYTER_RUNTIME_DIR=$RNNLAB_STATE/jupyter/runtime JUPYTERLAB_SETTINGS_DIR=$RNNLAB_STATE/jupyter/settings
export JUPYTERLAB_WORKSPACES_DIR=$RNNLAB_STATE/jupyter/workspaces IPYTHONDIR=$RNNLAB_STATE/ipython

# Java and Python read the names of files in the locale's letters; sudo, cron and bare containers have none but English ones.
if [ "$(uname)" = Linux ] && [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then export LC_ALL=C.UTF-8; fi

# set_up [PART]: everything, or one part alone, as the image's layers have them.
set_up() {
    a_folder_that_java_can_take
    mkdir -p "$LAB"
    certificates
    case "${1:-}" in
        "")
            system_tools java python fonts
            python_packages
            java_module
            jupyter_settings
            state_folder ;;
        java)
            system_tools java
            java_module ;;
        python)
            system_tools python
            python_packages ;;
        *)
            echo "./lab setup has no part '$1'; the parts are: java, python" >&2
            exit 2 ;;
    esac
}

# Java's class path is a list with colons, and has no way to write one.
a_folder_that_java_can_take() {
    case "$RNNLAB_HOME" in
        *:* | *$'\n'*)
            echo "Java cannot use a folder with ':' or a line end in its name: $RNNLAB_HOME. Rename it or move the course." >&2
            exit 1 ;;
    esac
}

# A folder of another user, as a container gets it with -v, is met here and not in the middle of a lab.
state_folder() {
    mkdir -p "$RNNLAB_STATE" 2>/dev/null && [ -w "$RNNLAB_STATE" ] && return
    local folder=$RNNLAB_STATE owner
    while [ ! -e "$folder" ]; do folder=$(dirname "$folder"); done
    owner=$(stat -c %u:%g "$folder" 2>/dev/null || stat -f %u:%g "$folder")
    echo "Nothing can be written into $folder: it belongs to user $owner, and this is user $(id -u):$(id -g)." >&2
    echo "Give the folder to this user: chown -R $(id -u):$(id -g) FOLDER" >&2
    [ "${owner%%:*}" = 0 ] || echo "or start as its user, a container with --user $owner." >&2
    exit 1
}

# step TEXT COMMAND...: runs a long command into the log, with the seconds counted on the screen.
step() {
    local text=$1 start=$SECONDS status=0
    shift
    printf '== %s\n' "$text" >>"$LOG"
    printf '%s ...' "$text" >&2
    "$@" >>"$LOG" 2>&1 &
    local job=$!
    while kill -0 $job 2>/dev/null; do
        [ -t 2 ] && printf '\r%s ... %d s' "$text" $((SECONDS - start)) >&2
        sleep 0.2
    done
    wait $job || status=$?
    [ -t 2 ] && printf '\r%s ...' "$text" >&2
    if [ $status -ne 0 ]; then
        printf ' failed after %d s. The end of %s:\n' $((SECONDS - start)) "$LOG" >&2
        tail -n 15 "$LOG" | sed 's/^/    /' >&2
        network_hint >&2
        exit 1
    fi
    printf ' %d s\n' $((SECONDS - start)) >&2
}

# system_tools KIND...: the programs of these kinds must be there; where that can be done, those that are missing are installed.
system_tools() {
    local missing=() kind
    for kind in "$@"; do "${kind}_tools"; done
    [ ${#missing[@]} -eq 0 ] && return
    if installs_packages; then
        step "Installing ${missing[*]}" install_debian_packages "${missing[@]}"
        missing=()
        for kind in "$@"; do "${kind}_tools"; done
        [ ${#missing[@]} -eq 0 ] && return
        missing=("a JDK from 17 on" "Python from 3.11 on")
    fi
    echo "Missing: ${missing[*]}. Install with:" >&2
    if command -v apt-get >/dev/null; then
        echo "    sudo apt-get install ${missing[*]}" >&2
    elif [ "$(uname)" = Darwin ]; then
        echo "    brew install openjdk@21 python@3.13" >&2
    else
        echo "    your system's packages for a JDK (17 or later), Maven, Python (3.11 or later) and DejaVu fonts" >&2
    fi
    exit 1
}

# Java, and what builds the module while it is not built yet.
java_tools() {
    if module_is_built || module_cannot_be_built_again; then
        find_java java || missing+=(openjdk-17-jre-headless)
        find_maven || true # for tests and benchmarks
    else
        find_java javac || missing+=(openjdk-17-jdk-headless)
        find_maven || missing+=(maven)
    fi
}

python_tools() {
    find_python || missing+=(python3 python3-venv)
}

fonts_tools() {
    [ "$(uname)" != Linux ] || fc-list 2>/dev/null | grep -q . || missing+=(fontconfig fonts-dejavu-core)
}

installs_packages() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

install_debian_packages() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update && apt-get install -y --no-install-recommends "$@"
}

# find_java PROGRAM: a Java from 17 on that has this program (java or javac): JAVA_HOME's, the PATH's, Homebrew's, Debian's.
find_java() {
    local candidate version
    for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/$1}" "$(command -v "$1" || true)" /opt/homebrew/opt/openjdk*/bin/"$1" \
        /usr/lib/jvm/*/bin/"$1"; do
        [ -n "$candidate" ] && [ -x "$candidate" ] || continue
        version=$("$candidate" -version 2>&1 | grep -v '^Picked up ' | sed -n '1s/^[^0-9]*\([0-9]*\).*/\1/p')
        if [ "${version:-0}" -ge 17 ]; then
            JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$candidate" 2>/dev/null || echo "$candidate")")")
            JAVA_VERSION=$version
            export JAVA_HOME JAVA_VERSION
            return 0
        fi
    done
    return 1
}

# The system's Maven. Where there is none and none is installed here, the wrapper, which fetches one into ~/.m2, once: with it, what a
# student without root's rights must have is a JDK and Python. Debian's own, where it can be had, is kept up to date with the system.
export RNNLAB_MAVEN=mvn
find_maven() {
    command -v mvn >/dev/null && return
    installs_packages || ! command -v unzip >/dev/null && return 1
    RNNLAB_MAVEN=$RNNLAB_HOME/mvnw
}

# find_python [COMMAND...]: finds a Python from 3.11 on that can make environments; one that the command, a change of the user, can run too.
find_python() {
    local candidate
    for candidate in python3.13 python3.12 python3.11 python3 /usr/bin/python3; do
        candidate=$(command -v "$candidate") || continue
        if "$@" "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            SYSTEM_PYTHON=$candidate
            return 0
        fi
    done
    return 1
}

# JupyterLab, the Java kernel and the grading tools, in an environment of their own.
python_packages() {
    cmp -s environment/requirements.txt "$LAB/venv/requirements.txt" && return
    step "Installing JupyterLab and the Java kernel (once, about a minute)" install_python_packages
}

install_python_packages() {
    # What a user has set for packages of their own would send these elsewhere.
    "$SYSTEM_PYTHON" -m venv --clear "$LAB/venv" &&
        PIP_USER=0 PIP_TARGET='' PIP_PREFIX='' "$PYTHON" -m pip install --no-deps --require-hashes -r environment/requirements.txt &&
        cp environment/requirements.txt "$LAB/venv/requirements.txt"
}

# The course's jar and the jars that it uses: target/rnnlab-1.0.0.jar, target/lib.
JAR=target/rnnlab-1.0.0.jar

# What the jar was built from, beside it. Contents are compared and not times: a copy, an archive and an image have new times.
BUILT_FROM=$JAR.sources

# sums FILES...: one checksum of all files in them, and of their names.
sums() {
    local sum="sha256sum"
    command -v sha256sum >/dev/null || sum="shasum -a 256"
    find "$@" -type f ! -name '.*' ! -name '*.pyc' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 $sum | $sum | cut -d ' ' -f 1
}

module_is_built() {
    module_is_there && [ "$(cat $BUILT_FROM 2>/dev/null)" = "$(sums pom.xml src/main)" ]
}

module_is_there() {
    [ -f $JAR ] && [ -d target/lib ]
}

# Whoever has no build tool runs what is built.
module_cannot_be_built_again() {
    module_is_there && ! { find_java javac && find_maven; } || return
    RUNS_AS_BUILT=yes
    echo "The course's Java sources are not those that $JAR was built from, and there is no JDK with Maven here" >&2
    echo "to build it anew. What is built runs. To build it, install a JDK from 17 on and Maven." >&2
}

java_module() {
    [ -n "${RUNS_AS_BUILT:-}" ] || module_is_built && return
    step "Building the Java module (the first time it fetches Deeplearning4j, about 200 MB)" \
        build_module
    sums pom.xml src/main >$BUILT_FROM
}

# Nothing of an earlier version may stay: neither its jars and classes nor the sources that were written from it.
build_module() {
    rm -rf target/lib target/classes target/generated-sources
    maven package -Dmaven.test.skip=true $(for_platform)
}

# The image is also built for another processor than the one that builds it. Deeplearning4j's own descriptions take the platform
# from the second property, and else from this machine.
for_platform() {
    [ -z "${RNNLAB_PLATFORM:-}" ] && return
    local platform=linux-${RNNLAB_PLATFORM/amd64/x86_64}
    echo "-Dhost.platform=$platform -Djavacpp.platform=$platform"
}

# The kernel under the course's name, JupyterLab's settings.
jupyter_settings() {
    local made=$LAB/jupyter/made
    local marks="$JAVA_HOME $JAVA_VERSION $RNNLAB_HOME $(sums environment $JAR)"
    [ "$(cat "$made" 2>/dev/null)" = "$marks" ] && [ -d "$LAB/venv/share/jupyter/kernels/java" ] && return
    step "Setting up the Java kernel" java_kernel
    echo "$marks" >"$made"
}

java_kernel() {
    "$PYTHON" environment/install_kernel.py && "$PYTHON" environment/kernel.py --refresh
}
