package dev.mishap.autoconfigure.tomcat;

import org.apache.catalina.startup.Tomcat;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.util.Assert;

/** Valves of a management port of its own, which has a Tomcat of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnClass({ Tomcat.class, TomcatServletWebServerFactory.class })
@ConditionalOnBean(name = ProblemTomcatManagementConfiguration.CUSTOMIZER)
final class ProblemTomcatManagementConfiguration {

	static final String CUSTOMIZER = "mishapTomcatCustomizer";

	@Bean(CUSTOMIZER)
	@Order(ProblemTomcatAutoConfiguration.AFTER_BOOT)
	@SuppressWarnings("unchecked")
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> mishapTomcatManagementCustomizer(
			HierarchicalBeanFactory beanFactory) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		Assert.state(parent != null, "A management context of its own has a parent");
		return parent.getBean(CUSTOMIZER, WebServerFactoryCustomizer.class);
	}

}
