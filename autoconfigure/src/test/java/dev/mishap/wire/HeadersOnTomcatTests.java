package dev.mishap.wire;

@OnTomcat
class HeadersOnTomcatTests extends HeadersOfServlets {

}
