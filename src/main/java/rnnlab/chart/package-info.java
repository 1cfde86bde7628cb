/** A chart is a value: made of plain arrays, shown in a notebook, saved as PNG or SVG. */
package rnnlab.chart;
