/** Four languages: how they write numbers in words, and dates, with the inflections that each asks for. */
package rnnlab.translation.language;
