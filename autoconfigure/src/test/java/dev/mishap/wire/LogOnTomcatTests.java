package dev.mishap.wire;

@OnTomcat
class LogOnTomcatTests extends LogOfServlets {

}
