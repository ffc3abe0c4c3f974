package dev.mishap.wire;

@OnJetty
class DoorsOnJettyTests extends DoorsContract {

}
