// Elements of a page from a few words: element('li', { class: 'lab' }, 'text', otherElement).
export function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (key.startsWith('on')) {
            made.addEventListener(key.slice(2), value);
        } else if (value !== undefined && value !== false) {
            made.setAttribute(key, value);
        }
    }
    made.append(...children.filter(child => child !== undefined && child !== null && child !== false));
    return made;
}
