/**
 * Files: written whole or not at all; as text, which encoding they are in, and how any string is written so that it
 * comes back.
 */
package rnnlab.files;
