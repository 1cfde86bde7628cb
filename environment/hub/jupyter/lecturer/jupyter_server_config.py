"""A lecturer's server in a class: the course's settings and all of nbgrader."""

import os

from jupyter_client import localinterfaces

c = get_config()  # noqa: F821
load_subconfig("course_server_config.py")  # noqa: F821

c.ServerApp.jpserver_extensions = {
    "startpage": True,
    "nbgrader.server_extensions.assignment_list": True,
    "nbgrader.server_extensions.validate_assignment": True,
    "nbgrader.server_extensions.formgrader": True,
    "nbgrader.server_extensions.course_list": False,
}
# As for students.
c.KernelManager.ip = os.environ["RNNLAB_ADDRESS"]
localinterfaces.local_ips().append(os.environ["RNNLAB_ADDRESS"])
