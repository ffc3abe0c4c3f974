package dev.mishap.applications.pages.oauthlogin;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class PhotosApplication {

}
