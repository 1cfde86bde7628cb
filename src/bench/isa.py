"""Limits all systems alike to an instruction set, so that a machine with wide vectors shows what one with narrow ones would."""

import platform
import re
import sys
from pathlib import Path

# What each library reads, all of it before its first product.
LIMITS = {
    "avx2": {
        "java": ["-XX:UseAVX=2"],
        "environment": {
            "ONEDNN_MAX_CPU_ISA": "AVX2",  # oneDNN, in PyTorch, TensorFlow, JAX and nd4j
            "DNNL_MAX_CPU_ISA": "AVX2",  # its name in older versions
            "ATEN_CPU_CAPABILITY": "avx2",  # PyTorch's own kernels
            "MKL_ENABLE_INSTRUCTIONS": "AVX2",  # MKL, in PyTorch
            "XLA_FLAGS": "--xla_cpu_max_isa=AVX2",  # XLA, in TensorFlow and JAX
            "OPENBLAS_CORETYPE": "Haswell",  # OpenBLAS, in numpy and nd4j
            "NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR",  # numpy
        },
    },
}

chosen = None


def limit(name):
    """All workers started from here on use this instruction set at most."""
    global chosen
    if name == "avx2" and "avx2" not in flags():
        sys.exit("lab bench: --isa avx2: this processor has no AVX2")
    chosen = name


def java_flags():
    return LIMITS[chosen]["java"] if chosen else []


def environment():
    return LIMITS[chosen]["environment"] if chosen else {}


def flags():
    """The processor's own words for what it can do; none where the system does not say."""
    file = Path("/proc/cpuinfo")
    found = re.search(r"^(?:flags|Features)\s*:\s*(.*)$", file.read_text(), re.M) if file.exists() else None
    return set(found.group(1).split()) if found else set()


def widest():
    have = flags()
    for flag, name in (("avx512f", "AVX-512"), ("avx2", "AVX2"), ("asimd", "NEON")):
        if flag in have:
            return name
    return platform.machine()


def about():
    """The processor and what is used of it, for the head of a table."""
    file = Path("/proc/cpuinfo")
    model = re.search(r"^model name\s*:\s*(.*)$", file.read_text(), re.M) if file.exists() else None
    name = model.group(1) if model else platform.processor() or platform.machine()
    used = f"{widest()}, limited to {chosen.upper()} for all systems" if chosen else widest()
    return f"{name}, {used}"
