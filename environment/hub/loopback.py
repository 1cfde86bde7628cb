"""Each person has an own address of this machine's loopback, 127.64.0.0/10, and nobody else but root gets to it.

A notebook server asks for a token, but a kernel's sockets do not: whoever connects to a kernel's output socket reads along. On a
machine that several people share, the network is shared too; so the system's packet filter lets to an address only its owner and root
(the hub and its proxy).
"""

import ipaddress
import os
import pwd
import shutil
import subprocess

NETWORK = ipaddress.ip_network("127.64.0.0/10")
TABLE = "rnnlab_hub"
RULES = f"""
table inet {TABLE} {{
    set own {{ type ipv4_addr . uid; }}
    chain out {{
        type filter hook output priority 0; policy accept;
        ip daddr {NETWORK} meta skuid != 0 ip daddr . meta skuid != @own reject with tcp reset
    }}
}}
"""


class NoFilterError(Exception):
    """The addresses cannot be closed here."""


def address(name):
    """The address of the person with this account."""
    uid = pwd.getpwnam(name).pw_uid
    if uid >= NETWORK.num_addresses:
        raise NoFilterError(f"the number {uid} of '{name}' is too large for an address of {NETWORK}")
    return str(NETWORK[uid])


def nft(rules):
    if not shutil.which("nft"):
        raise NoFilterError("there is no nft here: apt-get install nftables")
    done = subprocess.run(["nft", "-f", "-"], input=rules, capture_output=True, text=True)
    if done.returncode:
        raise NoFilterError(f"nft: {done.stderr.strip().splitlines()[0] if done.stderr.strip() else done.returncode}")


def close():
    """Closes all the addresses; those of people who are known already stay open to them. Root alone can."""
    if subprocess.run(["nft", "list", "table", "inet", TABLE], capture_output=True).returncode if shutil.which("nft") else True:
        nft(RULES)


def open_to(name):
    """Lets a person to the own address."""
    nft(f"add element inet {TABLE} own {{ {address(name)} . {pwd.getpwnam(name).pw_uid} }}")


def is_closed():
    return (
        os.geteuid() == 0
        and shutil.which("nft")
        and not subprocess.run(["nft", "list", "table", "inet", TABLE], capture_output=True).returncode
    )
