/**
 * Learning-rate schedules that Deeplearning4j lacks, as schedules of Deeplearning4j.
 *
 * <p>Deeplearning4j saves and reads them with its own copy of Jackson, so their annotations are those of the copy; and
 * since that version knows no records, they are classes with getters.
 */
package rnnlab.schedule;
