"""What the start page asks the server for: the course and how far a student is; a lab's original back.

An extension of Jupyter's server, named in jupyter_server_config.py; labextension/ has the page itself.
"""

import json
from pathlib import Path

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from copies import Copies, UnknownLabError
from startpage.course import course


class CourseHandler(APIHandler):
    """GET: the labs and the student's progress. Where the server is not open on a student's work, there are no labs."""

    @web.authenticated
    async def get(self):
        work = Path(self.settings["server_root_dir"]).expanduser()
        copies = Copies(work / "labs")
        self.finish(course(copies, work) if copies.book_file.exists() else {"labs": []})


class ResetHandler(APIHandler):
    """POST {"lab": name}: the original is back; the answer says where the student's copy is kept."""

    @web.authenticated
    async def post(self):
        work = Path(self.settings["server_root_dir"]).expanduser()
        try:
            kept = Copies(work / "labs").reset(self.get_json_body()["lab"])
        except UnknownLabError as e:
            raise web.HTTPError(404, reason=str(e)) from None
        self.finish(json.dumps({"kept": kept and kept.relative_to(work).as_posix()}))


def _jupyter_server_extension_points():
    return [{"module": "startpage"}]


def _load_jupyter_server_extension(server):
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(
        ".*$",
        [(url_path_join(base, "rnnlab", "course"), CourseHandler), (url_path_join(base, "rnnlab", "reset"), ResetHandler)],
    )
