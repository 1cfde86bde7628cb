"""A student's server in a class: the course's settings, nbgrader's list of assignments, an address of its own for the kernels."""

import os

from jupyter_client import localinterfaces

c = get_config()  # noqa: F821
load_subconfig("course_server_config.py")  # noqa: F821

c.ServerApp.jpserver_extensions = {
    "startpage": True,
    "nbgrader.server_extensions.assignment_list": True,
    "nbgrader.server_extensions.validate_assignment": True,
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.course_list": False,
}
# Others cannot get there (environment/hub/loopback.py). Jupyter would take 127.0.0.1 alone for this machine.
c.KernelManager.ip = os.environ["RNNLAB_ADDRESS"]
localinterfaces.local_ips().append(os.environ["RNNLAB_ADDRESS"])
c.ServerApp.allow_remote_access = False
# Kernels that nobody uses give their memory back before the whole server is ended.
c.MappingKernelManager.cull_idle_timeout = 30 * 60
c.MappingKernelManager.cull_interval = 60
c.MappingKernelManager.cull_connected = False
