// How JupyterLab takes an extension that is already built: a container with init and get, as module federation has it.
// Here nothing is built: what it gives are modules of the browser, which take JupyterLab's own classes from `shared`.
{
    const here = new URL('.', document.currentScript.src);
    let shared;
    window._JUPYTERLAB = window._JUPYTERLAB ?? {};
    window._JUPYTERLAB.rnnlab = {
        init(scope) {
            shared = scope;
        },
        async get() {
            const { plugins } = await import(new URL('extension.js', here));
            const made = await plugins(name => jupyterLabs(name));
            return () => ({ __esModule: true, default: made });
        }
    };

    /** A module of JupyterLab, such as @lumino/widgets, in the one version that it has. */
    async function jupyterLabs(name) {
        const [version] = Object.values(shared[name]);
        return (await version.get())();
    }
}
