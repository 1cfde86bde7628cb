// The page that a student sees first.
import { element } from './elements.js';

export function pageOf({ labs, last }, course) {
    const ran = labs.filter(lab => lab.cells > 0 && lab.ran === lab.cells).length;
    const sum = what => labs.reduce((total, lab) => total + lab[what], 0);
    return element(
        'div', // JupyterLab's main area is the page's main landmark
        { class: 'rnnlab-page' },
        element('h1', {}, 'Recurrent networks in Java'),
        element('p', { class: 'rnnlab-far' },
            `${ran} of ${labs.length} labs run to their end, ${sum('passed')} of ${sum('checks')} exercises passed.`),
        element('p', { class: 'rnnlab-doors' }, ...doors(labs, last, course)),
        firstSteps(!last),
        element('h2', {}, 'Labs'),
        element('ol', { class: 'rnnlab-labs' }, ...labs.map(lab => entry(lab, course)))
    );
}

function doors(labs, last, course) {
    const door = (text, title, go) =>
        element('button', { class: 'rnnlab-door', onclick: go }, element('span', {}, text), element('strong', {}, title));
    const begin = last
        ? door('Continue where you were', last.title, () => course.open(last.path, last.cell))
        : door('Begin with the first lab', labs[0].title, () => course.open(labs[0].path));
    const projects = labs.filter(lab => lab.project).map(lab => door('The project', lab.title, () => course.open(lab.path)));
    return [begin, ...projects];
}

function firstSteps(open) {
    const key = (...names) => names.map((name, i) => [i ? '+' : '', element('kbd', {}, name)]).flat();
    return element(
        'details',
        { class: 'rnnlab-steps', open: open && '' },
        element('summary', {}, 'If you have never seen a notebook'),
        element(
            'ul',
            {},
            element('li', {}, 'A lab is a page of text and of cells with a few lines of Java. Click into the first cell and press ',
                ...key('Shift', 'Enter'), ': it runs, its answer appears below it, and the next cell is ready.'),
            element('li', {}, 'Run the cells from the top to the bottom: one uses what those above it have made. ',
                element('b', {}, 'Run \u2192 Run All Cells'), ' does it at once. [*] beside a cell says that it runs, [7] that it was the seventh to run.'),
            element('li', {}, 'Change a number, run the cell again, then those below it: this is what the labs are for.'),
            element('li', {}, element('b', {}, '\u25a0'), ' above the notebook stops a cell. ', element('b', {}, 'Kernel \u2192 Restart Kernel'),
                ' forgets all that the cells have made.'),
            element('li', {}, ...key('Tab'), ' completes a name, ', ...key('Shift', 'Tab'), ' after a name tells what it does.'),
            element('li', {}, 'What you open are your copies; they are saved as you go. ', element('b', {}, 'Begin anew'),
                ' gives you the lab as it was and keeps yours.'),
            element('li', {}, 'A file of your own, for the project say: drag it onto the list of files (the folder sign at the left edge).')
        )
    );
}

function entry(lab, course) {
    const action = (text, go, label) => element('button', { class: 'rnnlab-action', 'aria-label': label, onclick: go }, text);
    const facts = [`about ${lab.minutes} minutes`];
    if (lab.needs.length) {
        facts.push(`after ${lab.needs.join(' and ')}`);
    }
    return element(
        'li',
        {},
        element('h3', {}, element('button', { class: 'rnnlab-title', onclick: () => course.open(lab.path) }, lab.title)),
        element('p', {}, lab.line),
        element('p', { class: 'rnnlab-facts' }, facts.join(' \u00b7 '), ...progress(lab)),
        element(
            'p',
            { class: 'rnnlab-actions' },
            lab.exercises && action(`Exercises (${lab.passed} of ${lab.checks} passed)`, () => course.open(lab.exercises), `Exercises of ${lab.title}`),
            ...Object.entries(lab.editions).map(([language, path]) => action(language, () => course.open(path), `${lab.title}, ${language}`)),
            (lab.ran > 0 || lab.newer) && action('Begin anew', () => course.reset(lab), `Begin anew: ${lab.title}`),
            lab.newer && element('span', { class: 'rnnlab-newer' }, 'The course has a newer version; yours stays until you begin anew.')
        )
    );
}

function progress(lab) {
    if (!lab.ran) {
        return [];
    }
    const bar = element('progress', { max: lab.cells, value: lab.ran, 'aria-label': `${lab.ran} of ${lab.cells} cells have run` });
    const failed = lab.failed ? `, ${lab.failed} with an error` : '';
    return [' \u00b7 ', bar, ` ${lab.ran} of ${lab.cells} cells have run${failed}`];
}
