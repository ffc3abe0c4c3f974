/**
 * A coffee shop whose drinks and guests are repositories, with a few controllers beside.
 */
package dev.mishap.applications.datarest;
