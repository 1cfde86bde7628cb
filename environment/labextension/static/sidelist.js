// The labs at the side: titles in the order of the course, and which have run.
import { element } from './elements.js';

export function sideList({ labs }, course) {
    return element(
        'nav',
        { 'aria-label': 'Labs' },
        element('button', { class: 'rnnlab-home', onclick: () => course.app.commands.execute('rnnlab:start') }, 'Start page'),
        element('ol', {}, ...labs.map(lab => row(lab, course)))
    );
}

function row(lab, course) {
    const ran = lab.cells > 0 && lab.ran === lab.cells;
    return element(
        'li',
        {},
        element('button', { class: 'rnnlab-title', title: lab.line, onclick: () => course.open(lab.path) }, lab.title),
        ran && element('span', { class: 'rnnlab-ran', title: 'every cell has run', 'aria-label': 'has run' }, '\u2713'),
        lab.exercises &&
            element('button', { class: 'rnnlab-exercises', title: `Exercises: ${lab.title}`, onclick: () => course.open(lab.exercises) },
                `exercises ${lab.passed}/${lab.checks}`)
    );
}
