"""A lecturer's server in a class: the course's settings and all of nbgrader."""

import os
import sys

from jupyter_client import localinterfaces

sys.path.append(f"{os.environ['RNNLAB_HOME']}/environment/hub")

from panels import extensions

c = get_config()  # noqa: F821
load_subconfig("course_server_config.py")  # noqa: F821

c.ServerApp.jpserver_extensions = extensions(lecturer=True)
# As for students.
c.KernelManager.ip = os.environ["RNNLAB_ADDRESS"]
localinterfaces.local_ips().append(os.environ["RNNLAB_ADDRESS"])
# The class's folder of grading is a link out of the lecturer's own folder; Jupyter's usual handler of files opens nothing behind it.
c.FileContentsManager.files_handler_class = "jupyter_server.files.handlers.FilesHandler"
