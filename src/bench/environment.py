"""What a benchmark needs: the compiled Java workers, and for --peers the peers' own Python environment."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import isa

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1]
LAB = HOME / ".lab"
DATA = LAB / "bench-data"
LOGS = LAB / "bench-logs"
CLASSES = LAB / "bench-classes"
VENV = LAB / "bench"
PEERS_PYTHON = VENV / "bin" / "python"


def fail(message):
    print(f"lab bench: {message}", file=sys.stderr)
    sys.exit(1)


def java(program="java"):
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(program, path=f"{home}/bin") if home else None
    return found or shutil.which(program) or fail(f"no {program}; install a JDK from 17 on")


def classpath():
    return os.pathsep.join([str(CLASSES), str(HOME / "target" / "rnnlab-1.0.0.jar"), str(HOME / "target" / "lib" / "*")])


def java_workers():
    """Compiles src/bench/java/rnnlab/bench when it is newer than its classes or the module is."""
    sources = sorted((HERE / "java" / "rnnlab" / "bench").glob("*.java"))
    jar = HOME / "target" / "rnnlab-1.0.0.jar"
    if not jar.exists():
        fail("the Java module is not built; ./lab setup builds it")
    made = CLASSES / "made"
    if made.exists() and made.stat().st_mtime > max(f.stat().st_mtime for f in [*sources, jar]):
        return
    shutil.rmtree(CLASSES, ignore_errors=True)
    CLASSES.mkdir(parents=True)
    done = subprocess.run([java("javac"), "--release", "17", "-d", CLASSES, "-cp", classpath(), *sources], capture_output=True, text=True)
    if done.returncode:
        fail(f"the benchmark's Java sources do not compile:\n{done.stderr}")
    made.touch()


def jmh(results):
    """Compiles src/bench/java/rnnlab/bench/kernels with JMH, which Maven fetches, and runs it; the figures go to a file."""
    jars = LAB / "bench-jmh.txt"
    if not jars.exists():
        fetch = [os.environ.get("RNNLAB_MAVEN", "mvn"), "-q", "-B", "-Pbench", "dependency:build-classpath", f"-Dmdep.outputFile={jars}"]
        if subprocess.run(fetch, cwd=HOME).returncode:
            fail("Maven could not fetch JMH")
    path = os.pathsep.join([str(HOME / "target" / "classes"), jars.read_text().strip()])
    classes = LAB / "bench-kernels"
    shutil.rmtree(classes, ignore_errors=True)
    classes.mkdir(parents=True)
    sources = (HERE / "java" / "rnnlab" / "bench" / "kernels").glob("*.java")
    build = [java("javac"), "--add-modules", "jdk.incubator.vector", "-processorpath", path, "-cp", path, "-d", classes, *sources]
    done = subprocess.run(build, capture_output=True, text=True)
    if done.returncode:
        fail(f"the kernels' benchmarks do not compile:\n{done.stderr}")
    run = [java(), "-cp", f"{classes}{os.pathsep}{path}", "org.openjdk.jmh.Main", "-rf", "json", "-rff", results, "-foe", "true"]
    # JMH splits them at spaces, which the project's folder may have in its name, unless they are quoted.
    run += ["-jvmArgsAppend", " ".join(f'"{flag}"' for flag in java_flags())]
    if subprocess.run(run, env=os.environ | isa.environment()).returncode:
        fail("a kernel's benchmark failed")


def java_flags():
    flags = [f"@{HOME / 'environment' / 'compiler.options'}", "--add-modules", "jdk.incubator.vector", "-Xmx4g"]
    if int(os.environ.get("JAVA_VERSION", "17")) >= 22:
        flags.append("--enable-native-access=ALL-UNNAMED")
    return [*flags, *isa.java_flags()]


def run_java(main, *arguments):
    """What a class prints."""
    done = subprocess.run([java(), *java_flags(), "-cp", classpath(), main, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        fail(f"{main} failed")
    return done.stdout


def peers():
    """Installs src/bench/requirements.txt into an environment of its own when it is not there yet."""
    requirements = HERE / "requirements.txt"
    made = VENV / "requirements.txt"
    if made.exists() and made.read_text() == requirements.read_text():
        return
    print("Installing Keras, TensorFlow, JAX and PyTorch into .lab/bench (once; 7 GB, several minutes)", file=sys.stderr)
    python = Path(sys.executable).resolve()
    for command in (
        [python, "-m", "venv", "--clear", VENV],
        [PEERS_PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", requirements],
    ):
        if subprocess.run(command).returncode:
            fail("the peers' environment could not be installed; without --peers the engine is measured alone")
    shutil.copy(requirements, made)
