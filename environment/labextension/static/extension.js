// What the course adds to JupyterLab.
import { charts } from './charts.js';
import { errors } from './errors.js';
import { moments } from './moments.js';
import { startPage } from './start.js';

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = new URL('style.css', import.meta.url);
const styled = new Promise((loaded, failed) => Object.assign(style, { onload: loaded, onerror: failed }));
document.head.append(style);

export async function plugins(jupyterLabs) {
    await styled; // JupyterLab measures its panels once
    return Promise.all([startPage, charts, errors, moments].map(plugin => plugin(jupyterLabs)));
}
