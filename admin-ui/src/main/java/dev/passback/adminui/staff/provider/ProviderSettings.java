package dev.passback.adminui.staff.provider;

import dev.passback.core.credential.Secret;
import java.net.URI;
import java.util.Set;

/**
 * Where people sign in who have their account elsewhere.
 *
 * @param issuer the provider's address; its configuration is found below it
 * @param groupsClaim which claim of the ID token names the person's groups
 * @param roles what those groups are here
 * @param allTenants whether somebody new sees all tenants, or none until an admin says which
 * @param publicUi where browsers reach these pages: the provider sends them back there
 */
public record ProviderSettings(
        URI issuer,
        String clientId,
        Secret clientSecret,
        String groupsClaim,
        GroupRoles roles,
        boolean allTenants,
        URI publicUi) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public ProviderSettings {
        if (!isSafe(issuer)) {
            throw new IllegalArgumentException("the issuer must be an https address");
        }
        issuer = URI.create(issuer.toString().replaceFirst("/+$", ""));
        publicUi = URI.create(publicUi.toString().replaceFirst("/+$", ""));
    }

    /** Whether what this address answers can be believed: by https, or on this machine. */
    public static boolean isSafe(URI issuer) {
        return "https".equals(issuer.getScheme()) || THIS_MACHINE.contains(String.valueOf(issuer.getHost()));
    }

    /** What a button calls the provider. */
    public String name() {
        return issuer.getHost();
    }

    /** Where the provider sends browsers back to. */
    String returnAddress() {
        return publicUi + "/sign-in/provider/return";
    }

    /** Where the provider sends browsers to that have signed out. */
    String afterSignOut() {
        return publicUi + "/sign-in";
    }

    /** The site of the provider: a form of ours may end there, namely the one that signs out. */
    public String site() {
        return issuer.getScheme() + "://" + issuer.getRawAuthority();
    }
}
