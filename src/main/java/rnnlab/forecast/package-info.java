/**
 * From a series to examples for a network and back to prices: framing, shrinkage towards the naive forecast, bands of
 * uncertainty.
 */
package rnnlab.forecast;
