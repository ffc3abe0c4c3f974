package dev.mishap.applications.pages.errorcontroller;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class BlogApplication {

}
