plugins {
    java
}

dependencies {
    implementation("org.springframework.boot:spring-boot-starter-web")
    implementation("org.zalando:problem-spring-web-starter:0.29.1")
    implementation("org.zalando:jackson-datatype-problem:0.27.1")
}
