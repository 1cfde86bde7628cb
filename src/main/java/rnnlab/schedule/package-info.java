/** Learning-rate schedules that Deeplearning4j lacks, as schedules of Deeplearning4j. */
package rnnlab.schedule;
