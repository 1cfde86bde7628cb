"""A student's server in a class: the course's settings, nbgrader's list of assignments, an address of its own for the kernels."""

import os
import sys

from jupyter_client import localinterfaces

sys.path.append(f"{os.environ['RNNLAB_HOME']}/environment/hub")

from panels import extensions

c = get_config()  # noqa: F821
load_subconfig("course_server_config.py")  # noqa: F821

c.ServerApp.jpserver_extensions = extensions(lecturer=False)
# Others cannot get there (environment/hub/loopback.py). Jupyter would take 127.0.0.1 alone for this machine.
c.KernelManager.ip = os.environ["RNNLAB_ADDRESS"]
localinterfaces.local_ips().append(os.environ["RNNLAB_ADDRESS"])
c.ServerApp.allow_remote_access = False
# Kernels that nobody uses give their memory back before the whole server is ended.
c.MappingKernelManager.cull_idle_timeout = 30 * 60
c.MappingKernelManager.cull_interval = 60
c.MappingKernelManager.cull_connected = False
