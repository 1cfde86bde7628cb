"""A lecturer's server in a container: the course's settings and nbgrader's extensions. A container has a network of its own."""

c = get_config()  # noqa: F821
load_subconfig("/course/environment/jupyter_server_config.py")  # noqa: F821

c.ServerApp.jpserver_extensions = {
    "startpage": True,
    "nbgrader.server_extensions.assignment_list": True,
    "nbgrader.server_extensions.validate_assignment": True,
    "nbgrader.server_extensions.formgrader": True,
    "nbgrader.server_extensions.course_list": False,
}
