"""Settings of the course's JupyterLab server."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821

c.KernelSpecManager.allowed_kernelspecs = {"java"}
c.MappingKernelManager.kernel_info_timeout = 120
c.ServerApp.terminals_enabled = False
# There are no language servers; looking for some starts npm, which writes into the user's home.
c.LanguageServerManager.autodetect = False

# What the start page asks for (environment/startpage).
sys.path.insert(0, str(Path(os.environ["RNNLAB_HOME"]) / "environment"))
c.ServerApp.jpserver_extensions = {"startpage": True}

# Exported notebooks ask no other host; PDF by the browser that is there.
from website import exports  # noqa: E402

exports.settings(c)
exports.install()
