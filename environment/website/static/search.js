// Search in all pages, by their headings; the index is made in the browser when somebody begins to type.
const box = document.querySelector('#search');
const found = document.querySelector('#found');
const MOST = 20;
const WEIGHTS = { heading: 3, title: 2, text: 1 };
let index;

const words = text => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(word => word);

function made() {
    const fields = section => Object.keys(WEIGHTS).map(name => ({ weight: WEIGHTS[name], words: [...new Set(words(section[name]))] }));
    index ??= SECTIONS.map(section => ({ section, fields: fields(section) }));
    return index;
}

/** How many letters are to be put in, taken out or exchanged to make one word of the other. */
function distance(a, b) {
    let above = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            row[j] = Math.min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        }
        above = row;
    }
    return above[b.length];
}

/** How well a word is what was asked for: the same, the beginning the same, or, if it is long, a fifth of it mistyped; 0 if not. */
function likeness(asked, word) {
    if (word.startsWith(asked)) {
        return word === asked ? 1 : 0.7;
    }
    const most = asked.length > 4 ? Math.round(asked.length / 5) : 0;
    return most && Math.abs(word.length - asked.length) <= most && distance(asked, word) <= most ? 0.4 : 0;
}

/** A section with its score and the words found, or null where one of the words asked for is not in it. */
function look(asked, { section, fields }) {
    let score = 0;
    const terms = [];
    for (const one of asked) {
        const hits = fields.flatMap(f => f.words.map(word => ({ word, score: f.weight * likeness(one, word) }))).filter(hit => hit.score);
        if (!hits.length) {
            return null;
        }
        score += hits.reduce((sum, hit) => sum + hit.score, 0);
        terms.push(...hits.map(hit => hit.word));
    }
    return { ...section, score, terms };
}

function places(text) {
    const asked = words(text);
    const results = asked.length ? made().map(section => look(asked, section)).filter(result => result) : [];
    return results.sort((a, b) => b.score - a.score);
}

/** The words around the first one that was found. */
function around({ text, terms }) {
    const starts = terms.map(term => text.toLowerCase().indexOf(term)).filter(at => at >= 0);
    const at = Math.max(0, Math.min(...starts, text.length) - 60);
    return (at ? '\u2026 ' : '') + text.slice(at, at + 160) + (text.length > at + 160 ? ' \u2026' : '');
}

function entry(result) {
    const link = Object.assign(document.createElement('a'), { href: ROOT + result.address, textContent: result.title });
    const where = Object.assign(document.createElement('span'), { textContent: result.heading === result.title ? '' : ` \u203a ${result.heading}` });
    const text = Object.assign(document.createElement('p'), { textContent: around(result) });
    const item = document.createElement('li');
    link.append(where);
    item.append(link, text);
    return item;
}

function search() {
    const asked = box.value.trim();
    found.hidden = !asked;
    if (!asked) {
        return;
    }
    const results = places(asked);
    const count = results.length ? `${results.length} ${results.length === 1 ? 'place' : 'places'}` : `Nothing has \u201c${asked}\u201d.`;
    const list = document.createElement('ol');
    list.append(...results.slice(0, MOST).map(entry));
    found.replaceChildren(Object.assign(document.createElement('p'), { textContent: count }), list);
}

box.addEventListener('input', search);
box.form.addEventListener('submit', event => {
    event.preventDefault();
    found.querySelector('a')?.click();
});
box.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
        box.value = '';
        search();
    }
});
found.addEventListener('click', () => setTimeout(() => (found.hidden = true))); // the place may be on this page
