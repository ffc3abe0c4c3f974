package dev.mishap.wire;

@OnJetty
class LogOnJettyTests extends LogOfServlets {

}
