/**
 * The application of docs/security.md, as a reader would have it.
 */
package dev.mishap.docs.lockers;
