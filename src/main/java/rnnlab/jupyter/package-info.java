/** The notebook's side: what values look like in JupyterLab, default imports, progress of training. */
package rnnlab.jupyter;
