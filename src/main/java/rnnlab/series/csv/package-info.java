/**
 * Tables in files of text, as sites and spreadsheets write them: a row is a date and numbers, and every error says
 * where in the file it is. What the numbers mean is known one room above, in {@code rnnlab.series}.
 */
package rnnlab.series.csv;
