package com.acme;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Two libraries that have a row for the same class, as beans that wait for their use. */
@Lazy
@Configuration(proxyBeanMethods = false)
public class ClashingLazyRows extends ClashingRows {

}
