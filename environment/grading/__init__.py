"""Grading: submissions run in a sandbox, a referee outside asks them, nbgrader keeps the books."""
