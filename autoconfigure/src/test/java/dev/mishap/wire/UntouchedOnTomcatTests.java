package dev.mishap.wire;

@OnTomcat
class UntouchedOnTomcatTests extends UntouchedOfServlets {

}
