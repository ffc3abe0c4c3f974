package dev.mishap.wire;

@OnJetty
class HeadersOnJettyTests extends HeadersOfServlets {

}
