"""A lecturer's server in a container: the course's settings and nbgrader's extensions. A container has a network of its own."""

import sys

sys.path.append("/course/environment/hub")

from panels import extensions

c = get_config()  # noqa: F821
load_subconfig("/course/environment/jupyter_server_config.py")  # noqa: F821

c.ServerApp.jpserver_extensions = extensions(lecturer=True)
