/**
 * Photos of somebody who logs in at another server by OAuth 2.
 */
package dev.mishap.applications.pages.oauthlogin;
