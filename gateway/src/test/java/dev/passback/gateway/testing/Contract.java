package dev.passback.gateway.testing;

import static dev.passback.gateway.testing.RunningGateway.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import io.vertx.openapi.validation.ValidatorException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract of the tenant API, held against what the program really answers. */
public final class Contract {

    private static final OpenAPIContract CONTRACT = load();

    private final ResponseValidator validator;

    public Contract(Vertx vertx) {
        this.validator = ResponseValidator.create(vertx, CONTRACT);
    }

    /** The contract; a failure if it is no valid OpenAPI 3.1. */
    public static OpenAPIContract contract() {
        return CONTRACT;
    }

    private static OpenAPIContract load() {
        Vertx vertx = Vertx.vertx();
        try {
            return await(OpenAPIContract.from(vertx, "openapi.yaml"));
        } finally {
            await(vertx.close());
        }
    }

    /** Fails unless an answer is as the contract says; what the contract does not know is nobody's promise. */
    void check(Answer answer) {
        HttpResponse<String> response = answer.response();
        String path = response.request().uri().getRawPath();
        @Nullable
        Operation operation = CONTRACT.findOperation(
                path.startsWith("/v1/") ? path : "/v1" + path,
                HttpMethod.valueOf(response.request().method()));
        if (operation == null) {
            return;
        }
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        String type = answer.header("content-type").orElse("");
        try {
            await(validator.validate(
                    ValidatableResponse.create(answer.status(), headers, Buffer.buffer(answer.body()), type),
                    operation.getOperationId()));
        } catch (ValidatorException breach) {
            throw new AssertionError(
                    "not in the contract of " + operation.getOperationId() + ": " + answer.status() + " "
                            + answer.body(),
                    breach);
        }
    }
}
