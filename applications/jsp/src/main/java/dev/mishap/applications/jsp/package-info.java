/**
 * A library of books whose pages, those of its errors too, are JSPs in an executable WAR.
 */
package dev.mishap.applications.jsp;
