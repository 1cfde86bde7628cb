/** What happens while a cell runs: its output is gathered, its input is read, Stop ends it. */
package rnnlab.jupyter.cell;
