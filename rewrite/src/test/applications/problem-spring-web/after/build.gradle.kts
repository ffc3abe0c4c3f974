plugins {
    java
}

dependencies {
    implementation("org.springframework.boot:spring-boot-starter-web")
    implementation("dev.mishap:mishap-spring-boot-starter:0.1.0-SNAPSHOT")
}
