/**
 * Spring MVC: the advice for everything that controllers throw, and what MVC knows about
 * its routes.
 */
@NullMarked
package dev.mishap.autoconfigure.webmvc;

import org.jspecify.annotations.NullMarked;
