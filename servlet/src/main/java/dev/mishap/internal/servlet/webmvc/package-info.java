/**
 * Spring MVC: the advice for everything that controllers throw, and what MVC knows about
 * its routes.
 */
@NullMarked
package dev.mishap.internal.servlet.webmvc;

import org.jspecify.annotations.NullMarked;
