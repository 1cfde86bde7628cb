/** Text as numbers: books and recipes, characters and words, their indices, windows over them. */
package rnnlab.text;
