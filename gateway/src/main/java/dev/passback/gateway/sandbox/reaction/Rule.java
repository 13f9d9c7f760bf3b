package dev.passback.gateway.sandbox.reaction;

/** A directive for all calls to an integration and a target id; {@code *} stands for any. */
public record Rule(String integration, String target, String force) {

    boolean concerns(String calledIntegration, String calledTarget) {
        return matches(integration, calledIntegration) && matches(target, calledTarget);
    }

    private static boolean matches(String pattern, String called) {
        return pattern.equals("*") || pattern.equals(called);
    }
}
