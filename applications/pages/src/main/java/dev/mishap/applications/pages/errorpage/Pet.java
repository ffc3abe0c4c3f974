package dev.mishap.applications.pages.errorpage;

record Pet(int id, String name) {

}
