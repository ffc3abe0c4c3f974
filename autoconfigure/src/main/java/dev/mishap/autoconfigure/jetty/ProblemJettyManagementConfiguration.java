package dev.mishap.autoconfigure.jetty;

import org.eclipse.jetty.server.Server;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.util.Assert;

/** Error handler of a management port of its own, which has a Jetty of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnClass({ Server.class, JettyServletWebServerFactory.class })
@ConditionalOnBean(name = ProblemJettyManagementConfiguration.CUSTOMIZER)
final class ProblemJettyManagementConfiguration {

	static final String CUSTOMIZER = "mishapJettyCustomizer";

	@Bean(CUSTOMIZER)
	@SuppressWarnings("unchecked")
	WebServerFactoryCustomizer<JettyServletWebServerFactory> mishapJettyManagementCustomizer(
			HierarchicalBeanFactory beanFactory) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		Assert.state(parent != null, "A management context of its own has a parent");
		return parent.getBean(CUSTOMIZER, WebServerFactoryCustomizer.class);
	}

}
