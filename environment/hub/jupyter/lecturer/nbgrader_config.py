"""What a lecturer's nbgrader must know: the course's settings, which see by RNNLAB_SHARED that this is a class."""

c = get_config()  # noqa: F821
load_subconfig("course_nbgrader_config.py")  # noqa: F821
