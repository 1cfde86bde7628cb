/** What is handed in or shown as text: networks and tables as HTML, and the report of Projekt 6, a page of its own. */
package rnnlab.report;
