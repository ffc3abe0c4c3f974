/**
 * The application of the pages docs/words.md, docs/testing.md, docs/security.md and
 * docs/switching-off.md, as a reader would have it.
 */
package dev.mishap.docs.parcels;
