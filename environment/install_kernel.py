"""Puts the course's Java kernel and JupyterLab's settings into the Python environment that runs this script."""

import importlib.resources
import json
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from string import Template

import class_archive

HOME = Path(os.environ["RNNLAB_HOME"])
STATE = Path(os.environ.get("RNNLAB_STATE", HOME / ".lab"))
KERNEL = Path(sys.prefix) / "share" / "jupyter" / "kernels" / "java"


def kernel_spec(java_home, java_version):
    """What kernel.json says for this Java."""
    spec = json.loads((HOME / "environment" / "kernel.json").read_text(encoding="utf-8"))
    # All on the JVM's own class path, the kernel too: cells start in a third of the time that JJAVA_CLASSPATH takes.
    jars = [KERNEL / "jjava.jar", HOME / "target" / "rnnlab-1.0.0.jar", HOME / "target" / "lib" / "*"]
    spec["argv"][1:1] = native_libraries()
    places = {"java": java_home / "bin" / "java", "classpath": os.pathsep.join(map(str, jars)), "home": HOME}
    spec["argv"] = [Template(argument).substitute(places) for argument in spec["argv"]]
    spec["env"] = {name: Template(value).substitute(places) for name, value in spec["env"].items()}
    # ND4J loads native libraries and reads memory by sun.misc.Unsafe; later JDKs announce both with warnings.
    if java_version >= 22:
        spec["argv"].insert(1, "--enable-native-access=ALL-UNNAMED")
    if java_version >= 24:
        spec["argv"].insert(1, "--sun-misc-unsafe-memory-access=allow")
    # The kernel's streams, in final fields, are replaced by the course's.
    if java_version >= 26:
        spec["argv"].insert(1, "--enable-final-field-mutation=ALL-UNNAMED")
    options = f"@{HOME / 'environment' / 'compiler.options'}"
    if accepts(spec["argv"][0], options):
        spec["argv"].insert(1, options)
    return spec


def native_libraries():
    """Where Deeplearning4j's native libraries are: unpacked beside the jars, as in the image, or for many who share the course, as on
    the hub; JavaCPP only reads them there. Elsewhere the first kernel unpacks them, which would be into the user's home folder unless
    told; where it may not write, it would unpack a copy for each user."""
    if shared := os.environ.get("RNNLAB_NATIVE"):
        unpack_native_libraries(Path(shared))
        return [*loaded_from(shared), "-Dorg.bytedeco.javacpp.cacheLibraries=false"]
    options = [f"-Dorg.bytedeco.javacpp.cachedir={STATE / 'javacpp'}"]
    unpacked = HOME / "target" / "native"
    if unpacked.is_dir():
        options += loaded_from(unpacked)
    return options


def loaded_from(folder):
    """What tells JavaCPP to look there before it looks into the jars."""
    return [f"-Djava.library.path={folder}", "-Dorg.bytedeco.javacpp.pathsFirst=true"]


def unpack_native_libraries(folder):
    """All libraries of the jars for Linux, in one folder; where they are already, nothing is changed under a kernel that has them."""
    folder.mkdir(parents=True, exist_ok=True)
    for jar in sorted((HOME / "target" / "lib").glob("*-linux-*.jar")):
        with zipfile.ZipFile(jar) as archive:
            for entry in archive.infolist():
                library = folder / Path(entry.filename).name
                if ".so" in library.name and not (library.is_file() and zlib.crc32(library.read_bytes()) == entry.CRC):
                    unpacked = library.with_suffix(".new")
                    unpacked.write_bytes(archive.read(entry))
                    unpacked.replace(library)
    alias = folder / "libopenblas_nolapack.so.0"  # the same library, under the name by which a part of JavaCPP's presets asks for it
    if not alias.is_symlink():
        alias.symlink_to("libopenblas.so.0")


def install_kernel(java_home, java_version):
    write(kernel_spec(java_home, java_version))


def write(spec):
    (KERNEL / "kernel.json").write_text(json.dumps(spec, indent=2) + "\n", encoding="utf-8")


def share_classes():
    """Lets the kernel that is installed start from an archive of its classes; one that fits the jars and the command is kept."""
    archive = Path(sys.prefix).parent / "classes.jsa"  # beside the environment: the hub has one of its own
    made_for = archive.with_suffix(".key")
    spec = json.loads((KERNEL / "kernel.json").read_text(encoding="utf-8"))
    # What Java looks at itself, the command and of each jar its place, size and time; and what the archive was made by.
    jars = [KERNEL / "jjava.jar", HOME / "target" / "rnnlab-1.0.0.jar", *sorted((HOME / "target" / "lib").glob("*.jar"))]
    key = json.dumps([class_archive.CELLS, spec["argv"], [[str(jar), jar.stat().st_size, jar.stat().st_mtime_ns] for jar in jars]])
    fits = archive.exists() and made_for.exists() and made_for.read_text(encoding="utf-8") == key
    if fits or class_archive.make(archive):
        made_for.write_text(key, encoding="utf-8")
        spec["argv"][1:1] = class_archive.options(archive)
        if accepts(spec["argv"][0], *class_archive.IN_PLACE):
            spec["argv"][1:1] = class_archive.IN_PLACE
        write(spec)


def accepts(java, *options):
    """A JDK that no longer knows the options would not start with them; without them it is only slower."""
    return subprocess.run([java, *options, "-version"], capture_output=True).returncode == 0


def install_settings():
    """Quiet for students: no news pop-up, no lecturer's panels, the Java kernel alone."""
    for source, target in [
        ("overrides.json", Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings" / "overrides.json"),
        ("page_config.json", Path(sys.prefix) / "etc" / "jupyter" / "labconfig" / "page_config.json"),
        ("jupyter_server_config.py", Path(os.environ["JUPYTER_CONFIG_DIR"]) / "jupyter_server_config.py"),
    ]:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(HOME / "environment" / source, target)
    # Jupyter would write it at its first start, which a folder that is only to be read does not let it.
    (Path(os.environ["JUPYTER_CONFIG_DIR"]) / "migrated").write_text("There was nothing to migrate.\n", encoding="ascii")
    # The start page and what else the course adds to JupyterLab.
    extension = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / "rnnlab"
    shutil.rmtree(extension, ignore_errors=True)
    shutil.copytree(HOME / "environment" / "labextension", extension)
    # Plotly as its Python package brings it; the package's own extension for JupyterLab shows a picture until it is touched.
    plotly = importlib.resources.files("plotly") / "package_data" / "plotly.min.js"
    shutil.copyfile(plotly, extension / "static" / "plotly.min.js")


def main():
    java_home = Path(os.environ["JAVA_HOME"])
    install_kernel(java_home, int(os.environ["JAVA_VERSION"]))
    install_settings()
    share_classes()


if __name__ == "__main__":
    main()
