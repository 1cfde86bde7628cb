// The Java kernel tells the minute of each message and no more. How long a cell ran is measured here, when its messages arrive.
export async function moments(jupyterLabs) {
    const { INotebookTracker } = await jupyterLabs('@jupyterlab/notebook');
    const arrived = (_, { msg, direction }) => {
        if (direction === 'recv') {
            msg.header.date = new Date().toISOString();
        }
    };
    const listen = kernel => kernel?.anyMessage.connect(arrived);
    const activate = (app, notebooks) =>
        notebooks.widgetAdded.connect((_, { sessionContext }) => {
            listen(sessionContext.session?.kernel);
            sessionContext.kernelChanged.connect((_, { newValue }) => listen(newValue));
        });
    return { id: 'rnnlab:moments', autoStart: true, requires: [INotebookTracker], activate };
}
