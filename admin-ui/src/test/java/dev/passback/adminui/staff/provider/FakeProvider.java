package dev.passback.adminui.staff.provider;

import static dev.passback.adminui.testing.Waiting.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** A provider that hands out whatever ID token a test gives it, also ones that no honest provider would. */
final class FakeProvider implements AutoCloseable {

    private static final String KEY_ID = "key-1";

    private final Vertx vertx = Vertx.vertx();
    private final KeyPair keys = generate();
    private final KeyPair others = generate();
    private final HttpServer server =
            await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    private volatile String idToken = "";

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/realm");
    }

    /** What the next code is worth. */
    void give(String token) {
        idToken = token;
    }

    private void answer(HttpServerRequest request) {
        JsonObject answer = switch (String.valueOf(request.path())) {
            case "/realm/.well-known/openid-configuration" -> configuration();
            case "/realm/jwks" -> new JsonObject().put("keys", new JsonArray().add(publicKey()));
            case "/realm/token" ->
                new JsonObject()
                        .put("access_token", "opaque")
                        .put("token_type", "Bearer")
                        .put("expires_in", 60)
                        .put("id_token", idToken);
            default -> new JsonObject();
        };
        request.response().putHeader("Content-Type", "application/json").end(answer.toBuffer());
    }

    private JsonObject configuration() {
        return new JsonObject()
                .put("issuer", issuer().toString())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/jwks");
    }

    private JsonObject publicKey() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("n", base64(unsigned(key.getModulus())))
                .put("e", base64(unsigned(key.getPublicExponent())));
    }

    /** As an honest provider signs. */
    String signed(JsonObject claims) {
        return signed(claims, keys);
    }

    /** With a key of somebody else under the name of the provider's key. */
    String signedByAnother(JsonObject claims) {
        return signed(claims, others);
    }

    /** Without a signature, and saying so. */
    static String unsigned(JsonObject claims) {
        return base64(new JsonObject().put("alg", "none").toBuffer().getBytes())
                + "."
                + base64(claims.toBuffer().getBytes())
                + ".";
    }

    private static String signed(JsonObject claims, KeyPair by) {
        String head = base64(new JsonObject()
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .toBuffer()
                .getBytes());
        String content = head + "." + base64(claims.toBuffer().getBytes());
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(by.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
