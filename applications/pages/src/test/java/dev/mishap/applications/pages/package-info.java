/**
 * One suite for each application; every row is run with and without the starter.
 */
package dev.mishap.applications.pages;
