"""Settings of the course's JupyterLab server."""

c = get_config()  # noqa: F821

c.KernelSpecManager.allowed_kernelspecs = {"java"}
c.MappingKernelManager.kernel_info_timeout = 120
c.ServerApp.terminals_enabled = False
