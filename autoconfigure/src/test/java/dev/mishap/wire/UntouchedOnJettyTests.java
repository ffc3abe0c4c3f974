package dev.mishap.wire;

@OnJetty
class UntouchedOnJettyTests extends UntouchedOfServlets {

}
