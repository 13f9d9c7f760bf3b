package dev.passback.gateway;

import dev.passback.adminui.staff.provider.GroupRoles;
import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.core.credential.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads where people sign in who have their account at an OpenID provider. */
final class ProviderConfig {

    private static final String ISSUER = "PASSBACK_OIDC_ISSUER";
    private static final List<String> OTHERS = List.of(
            "PASSBACK_OIDC_CLIENT_ID",
            "PASSBACK_OIDC_CLIENT_SECRET",
            "PASSBACK_OIDC_GROUPS_CLAIM",
            "PASSBACK_OIDC_ROLES",
            "PASSBACK_OIDC_TENANTS");

    private ProviderConfig() {}

    /** The settings; nothing when none of them is there. Whatever is wrong is kept by the environment. */
    static Optional<ProviderSettings> read(Environment environment) {
        boolean any = OTHERS.stream().anyMatch(name -> environment.text(name).isPresent());
        if (environment.text(ISSUER).isEmpty() && !any) {
            return Optional.empty();
        }
        Optional<URI> issuer = environment.required(ISSUER, ProviderConfig::issuer);
        Optional<String> client = environment.required("PASSBACK_OIDC_CLIENT_ID", text -> text);
        Optional<Secret> secret = environment.required("PASSBACK_OIDC_CLIENT_SECRET", Secret::new);
        Optional<GroupRoles> roles = environment.required("PASSBACK_OIDC_ROLES", GroupRoles::parse);
        Optional<URI> publicUi = environment.required("PASSBACK_PUBLIC_UI_URL", Environment::webUrl);
        String groups = environment.text("PASSBACK_OIDC_GROUPS_CLAIM").orElse("groups");
        boolean all =
                environment.parsed("PASSBACK_OIDC_TENANTS", ProviderConfig::all).orElse(true);
        return issuer.isPresent()
                        && client.isPresent()
                        && secret.isPresent()
                        && roles.isPresent()
                        && publicUi.isPresent()
                ? Optional.of(new ProviderSettings(
                        issuer.get(), client.get(), secret.get(), groups, roles.get(), all, publicUi.get()))
                : Optional.empty();
    }

    private static URI issuer(String text) {
        URI issuer = Environment.webUrl(text);
        if (!ProviderSettings.isSafe(issuer)) {
            throw new IllegalArgumentException("must begin with https://, unless it is on this machine");
        }
        return issuer;
    }

    private static Boolean all(String text) {
        return switch (text) {
            case "all" -> true;
            case "none" -> false;
            default -> throw new IllegalArgumentException("must be all or none");
        };
    }
}
