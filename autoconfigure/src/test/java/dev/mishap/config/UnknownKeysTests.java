package dev.mishap.config;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.mishap.autoconfigure.MishapProperties;
import dev.mishap.autoconfigure.MishapProperties.InvalidPropertyException;
import dev.mishap.autoconfigure.ProblemAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A key that nothing is bound to stops the start; one of another module does not. */
class UnknownKeysTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProblemAutoConfiguration.class));

	@TempDir
	Path folder;

	private static void assertUnknown(AssertableWebApplicationContext context, String... keys) {
		assertThat(context).hasFailed();
		assertThat(context.getStartupFailure()).isInstanceOf(InvalidPropertyException.class);
		for (String key : keys) {
			assertThat(context.getStartupFailure()).hasMessageContaining(key);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mishap.htlm=true", "mishap.html.on=true", "mishap.bdy.type-base=x",
			"mishap.body.tpye-base=x", "mishap.mappings.exception=java.lang.Error", "mishap.mappings[0].stats=409",
			"mishap.texts[0].title.de=x", "mishap.payload.paths[0].size=1B", "mishap.other.on=true" })
	void keyThatNothingIsBoundToStopsTheStart(String pair) {
		this.runner.withPropertyValues(pair).run((context) -> assertUnknown(context, pair.replaceAll("=.*", "")));
	}

	@Test
	void allUnknownKeysAreNamedAtOnce() {
		this.runner.withPropertyValues("mishap.hmtl=true", "mishap.log.rule[0].level=warn")
			.run((context) -> assertUnknown(context, "mishap.hmtl", "mishap.log.rule[0].level"));
	}

	/** Each way to write a key that Boot reads. */
	@ParameterizedTest
	@ValueSource(strings = { "mishap.default-language=de", "mishap.defaultLanguage=de", "mishap.DEFAULT_LANGUAGE=de",
			"mishap.excluded-paths=/a,/b", "mishap.excluded-paths[0]=/a", "mishap.mappings=", "mishap.log.rules=",
			"mishap.data.constraints.uk_email=EMAIL_TAKEN", "mishap.data.constraints[uk.email]=EMAIL_TAKEN",
			"mishap.body.members.code=error_code", "mishap.validation.rejected-values[3]=x" })
	void keyIsKnownHoweverItIsWritten(String pair) {
		this.runner.withPropertyValues(pair.replace("s[3]", "s[0]"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "mishap.other.on=true", "mishap.other.hosts[0].name=a", "mishap.other.other.key=b" })
	void keyBelowThePrefixOfAnotherBeanIsItsOwn(String pair) {
		this.runner.withUserConfiguration(ClientConfiguration.class)
			.withPropertyValues(pair)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void keyOfABeanMethodIsItsOwn() {
		this.runner.withUserConfiguration(KitConfiguration.class)
			.withPropertyValues("mishap.kit.size=7")
			.run((context) -> assertThat(context.getBean(Kit.class).size).isEqualTo(7));
	}

	@Test
	void keysOfOneModuleDoNotVouchForOthers() {
		this.runner.withUserConfiguration(ClientConfiguration.class, WholePrefixConfiguration.class)
			.withPropertyValues("mishap.other.on=true", "mishap.ohter.on=true", "mishap.body.tpye-base=x")
			.run((context) -> {
				assertUnknown(context, "mishap.ohter.on", "mishap.body.tpye-base");
				assertThat(context.getStartupFailure()).hasMessageNotContaining("mishap.other.on");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "mishap.other.on", "mishap.other.hosts[0].name" })
	void keyInTheMetadataOfAnotherModuleIsKnown(String key) throws IOException {
		Path metadata = this.folder.resolve("META-INF/spring-configuration-metadata.json");
		Files.createDirectories(metadata.getParent());
		Files.writeString(metadata, "{\"groups\":[],\"properties\":[{\"name\": \"mishap.other.on\"},"
				+ "{\"name\":\"mishap.other.hosts\"},{\"name\":\"mishap.mappings\"}]}");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() },
				getClass().getClassLoader())) {
			this.runner.withClassLoader(classLoader)
				.withPropertyValues(key + "=true")
				.run((context) -> assertThat(context).hasNotFailed());
			this.runner.withClassLoader(classLoader)
				.withPropertyValues("mishap.mappings[0].stats=409", "mishap.other.off=true")
				.run((context) -> assertUnknown(context, "mishap.mappings[0].stats", "mishap.other.off"));
		}
	}

	private WebApplicationContextRunner withVariables(Map<String, Object> variables) {
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("platform-systemEnvironment", variables)));
	}

	/** Their names do not tell a dot from a hyphen. */
	@Test
	void environmentVariablesAreNotChecked() {
		withVariables(Map.of("MISHAP_DATA_EMPTY_RESULT_NOT_FOUND", "true", "MISHAP_VERSION", "7"))
			.run((context) -> assertThat(context.getBean(MishapProperties.Data.class).emptyResultNotFound()).isTrue());
	}

	/** Somebody else's, whose name happens to be that of a section. */
	@Test
	void environmentVariableWithTheNameOfASectionIsLeftAlone() {
		withVariables(Map.of("MISHAP_DATA", "/data", "MISHAP_LOG", "/var/log/mishap", "MISHAP_REQUEST_ID", "7"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ConfigurationProperties("mishap.other")
	record Client(boolean on) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Client.class)
	static class ClientConfiguration {

	}

	static class Kit {

		private int size;

		public void setSize(int size) {
			this.size = size;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class KitConfiguration {

		@Bean
		@ConfigurationProperties("mishap.kit")
		Kit kit() {
			return new Kit();
		}

	}

	@ConfigurationProperties("mishap")
	record Whole(boolean html) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Whole.class)
	static class WholePrefixConfiguration {

	}

}
