/**
 * Numbers over time: a dated series and its calendar, files of stooq.pl and other sites, several inputs side by side,
 * scaling, splitting, windows for a network, synthetic series.
 *
 * <p>The usual way through it: {@link rnnlab.series.StooqCsv} or {@link rnnlab.series.Datasets} gives a
 * {@link rnnlab.series.Series}, {@link rnnlab.series.Split} cuts it, a {@link rnnlab.series.Scaler} is fitted on the
 * training part, {@link rnnlab.series.Windows} makes examples, {@link rnnlab.series.Errors} measures.
 */
package rnnlab.series;
