/**
 * The Servlet API as the path sees it, for the doors of this library and for filters of
 * an application that answer through the pipeline themselves.
 */
@NullMarked
package dev.mishap.servlet;

import org.jspecify.annotations.NullMarked;
