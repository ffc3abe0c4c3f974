package dev.mishap.wire;

@OnTomcat
class DoorsOnTomcatTests extends DoorsContract {

}
