"""Which extensions of Jupyter's server a person of a class has: on one machine as in a container."""


def extensions(lecturer):
    """The course's start page, the list of assignments, validation; formgrader for lecturers alone."""
    return {
        "startpage": True,
        "handing_in": True,  # loads nbgrader.server_extensions.assignment_list
        "nbgrader.server_extensions.assignment_list": False,
        "nbgrader.server_extensions.validate_assignment": True,
        "nbgrader.server_extensions.formgrader": lecturer,
        "nbgrader.server_extensions.course_list": False,
    }
