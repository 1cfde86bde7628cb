// Search in all pages, by their headings; the index is made in the browser when somebody begins to type.
const box = document.querySelector('#search');
const found = document.querySelector('#found');
const MOST = 20;
let index;

function made() {
    index ??= new MiniSearch({
        fields: ['heading', 'title', 'text'],
        storeFields: ['heading', 'title', 'text', 'address'],
        searchOptions: { boost: { heading: 3, title: 2 }, prefix: true, fuzzy: word => (word.length > 4 ? 0.2 : false), combineWith: 'AND' }
    });
    if (!index.documentCount) {
        index.addAll(SECTIONS.map((section, id) => ({ id, ...section })));
    }
    return index;
}

/** The words around the first one that was found. */
function around({ text, terms }) {
    const places = terms.map(term => text.toLowerCase().indexOf(term)).filter(at => at >= 0);
    const at = Math.max(0, Math.min(...places, text.length) - 60);
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
    const results = made().search(asked);
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
