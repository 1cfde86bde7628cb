// The start page in the main area and the list of labs at the side.
import { Course } from './course.js';
import { sideList } from './sidelist.js';
import { pageOf } from './startpage.js';

const ICON =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16">' +
    '<path class="jp-icon3" fill="#616161" d="M5 4h14v2H5zm0 5h14v2H5zm0 5h14v2H5zm0 5h9v2H5z"/></svg>';

const NARROW = 900; // pixels; below, the list at the side would take half of the page

export async function startPage(jupyterLabs) {
    const [{ Widget }, { ILabShell }, { IDocumentManager }, { ServerConnection }, { URLExt }, apputils, { LabIcon }] = await Promise.all(
        ['@lumino/widgets', '@jupyterlab/application', '@jupyterlab/docmanager', '@jupyterlab/services', '@jupyterlab/coreutils',
            '@jupyterlab/apputils', '@jupyterlab/ui-components'].map(jupyterLabs)
    );

    /** A widget whose content is made anew from the course whenever a notebook is saved and whenever it is shown. */
    class CourseView extends Widget {
        constructor(course, make) {
            super();
            this.course = course;
            this.make = make;
            this.node.tabIndex = -1;
            course.app.serviceManager.contents.fileChanged.connect(() => this.isVisible && this.refresh());
        }
        onAfterShow() {
            this.upToDate();
        }
        onActivateRequest() {
            this.node.focus();
            this.upToDate();
        }
        /** What has run a moment ago counts too: notebooks that are open are saved before. */
        async upToDate() {
            await this.course.save();
            this.refresh();
        }
        async refresh() {
            try {
                const told = JSON.stringify(await this.course.read());
                if (told !== this.told) {
                    this.told = told;
                    this.node.replaceChildren(this.make(JSON.parse(told), this.course));
                }
            } catch (error) {
                this.told = undefined;
                this.node.replaceChildren(`The list of labs cannot be read (${error.message}). Is ./lab still running?`);
            }
        }
    }

    async function activate(app, documents, shell) {
        const course = new Course(app, documents, { ServerConnection, URLExt, ...apputils });
        if (!(await course.read()).labs.length) {
            return; // the lecturer's desk, or somebody's own notebooks
        }
        const icon = new LabIcon({ name: 'rnnlab:labs', svgstr: ICON });
        const view = (make, id, caption, label = '') => {
            const made = new CourseView(course, make);
            made.id = id;
            made.addClass('rnnlab-course');
            Object.assign(made.title, { icon, caption, label, closable: !!label });
            return made;
        };
        const list = view(sideList, 'rnnlab-list', 'Labs');
        shell.add(list, 'left', { rank: 1 });

        let page;
        const showPage = () => {
            if (!page || page.isDisposed) {
                page = view(pageOf, 'rnnlab-start', 'Start page of the course', 'Start');
                shell.add(page, 'main', { mode: 'tab-after' });
            }
            shell.activateById(page.id);
        };
        app.commands.addCommand('rnnlab:start', { label: 'Start Page of the Course', icon, execute: showPage });

        // Not awaited: JupyterLab is restored only when every extension is active.
        app.restored.then(() => {
            const opensAFile = /\/tree\/./.test(window.location.pathname);
            if (window.innerWidth >= NARROW) {
                shell.activateById(list.id);
            } else {
                shell.collapseLeft(); // the labs are on the start page too
            }
            if (!opensAFile) {
                showPage();
                // An empty main area has got a launcher; now it is not empty.
                [...shell.widgets('main')].filter(w => w.id.startsWith('launcher')).forEach(w => w.dispose());
            }
        });
    }

    return { id: 'rnnlab:start', autoStart: true, requires: [IDocumentManager, ILabShell], activate };
}
