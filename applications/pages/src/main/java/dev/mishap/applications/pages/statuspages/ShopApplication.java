package dev.mishap.applications.pages.statuspages;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

@SpringBootApplication
public class ShopApplication {

	@Bean
	LocaleResolver localeResolver() {
		return new CookieLocaleResolver("lang");
	}

}
