package dev.passback.adminui.staff.provider;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OpenID provider. It is asked for its configuration when somebody first wants to sign in, and again each time until it has
 * answered: a provider that is down keeps nobody else from anything. Any thread.
 */
public final class Provider {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.provider");
    private static final int PATIENCE_SECONDS = 10;
    private static final int CONNECT_MILLIS = 3_000;
    private static final List<String> SCOPES = List.of("openid", "profile", "email");

    private final Vertx vertx;
    private final ProviderSettings settings;
    private final IdTokenRules rules;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Future<OAuth2Auth>> discovered = new AtomicReference<>();

    public Provider(Vertx vertx, ProviderSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.rules = new IdTokenRules(settings);
        this.clock = clock;
    }

    public ProviderSettings settings() {
        return settings;
    }

    /** Where to send a browser to sign in. Fails when the provider does not answer. */
    Future<String> signInAddress(Handshake handshake) {
        OAuth2AuthorizationURL wish = new OAuth2AuthorizationURL()
                .setRedirectUri(settings.returnAddress())
                .setScopes(SCOPES)
                .setState(handshake.state().text())
                .setCodeChallenge(handshake.challenge())
                .setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", handshake.nonce().text());
        return client().map(client -> client.authorizeURL(wish));
    }

    /**
     * Who it is that came back with this code.
     *
     * @return failed with {@link ProviderRefusal} when the ID token does not count; with something else when the provider does
     *     not answer or does not take the code
     */
    Future<Vouched> redeem(String code, Handshake handshake) {
        return client().compose(client -> client.authenticate(credentials(code, handshake))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .compose(user -> vouched(client, user, handshake)));
    }

    private Oauth2Credentials credentials(String code, Handshake handshake) {
        return new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setCodeVerifier(handshake.verifier().text())
                .setRedirectUri(settings.returnAddress());
    }

    private Future<Vouched> vouched(OAuth2Auth client, User user, Handshake handshake) {
        // there only when the signature was right
        @Nullable JsonObject claims = user.attributes().getJsonObject("idToken");
        if (claims == null) {
            return unsigned(client, user);
        }
        Optional<String> problem = rules.problem(claims, handshake.nonce(), clock.instant());
        return problem.isPresent()
                ? Future.failedFuture(new ProviderRefusal(problem.get()))
                : Future.succeededFuture(new Vouched(claims, user.principal().getString("id_token", "")));
    }

    /** Signed with a key that is not known: the provider may have a new one, which the next sign-in will find. */
    private static Future<Vouched> unsigned(OAuth2Auth client, User user) {
        if (user.attributes().containsKey("missing-kid")) {
            client.jWKSet()
                    .onFailure(down -> LOGGER.atWarn()
                            .addKeyValue("error", down.getClass().getSimpleName())
                            .log("the provider's keys could not be read anew"));
        }
        return Future.failedFuture(new ProviderRefusal("there is no ID token with a signature of the provider"));
    }

    /** Where to send a browser to end the session at the provider too; nothing where it has no such page. */
    Future<Optional<String>> signOutAddress(Optional<String> idToken) {
        JsonObject parameters = new JsonObject()
                .put("client_id", settings.clientId())
                .put("post_logout_redirect_uri", settings.afterSignOut());
        JsonObject hint = new JsonObject();
        idToken.ifPresent(token -> hint.put("id_token", token));
        return client().map(client -> Optional.ofNullable(client.endSessionURL(User.create(hint), parameters)));
    }

    private Future<OAuth2Auth> client() {
        @Nullable Future<OAuth2Auth> known = discovered.get();
        if (known != null && !known.failed()) {
            return known;
        }
        Future<OAuth2Auth> asked = OpenIDConnectAuth.discover(vertx, options())
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .onFailure(down -> LOGGER.atWarn()
                        .addKeyValue("issuer", settings.issuer())
                        .addKeyValue("error", down.getClass().getSimpleName())
                        .log("the OpenID provider does not tell its configuration"))
                .recover(down -> Future.failedFuture(
                        new IOException("the OpenID provider does not tell its configuration", down)));
        discovered.set(asked);
        return asked;
    }

    private OAuth2Options options() {
        return new OAuth2Options()
                .setSite(settings.issuer().toString())
                .setClientId(settings.clientId())
                .setClientSecret(settings.clientSecret().reveal())
                .setHttpClientOptions(new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setIdleTimeout(PATIENCE_SECONDS));
    }
}
