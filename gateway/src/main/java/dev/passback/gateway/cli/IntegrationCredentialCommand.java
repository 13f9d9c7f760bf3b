package dev.passback.gateway.cli;

import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.gateway.Environment;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code integration credential}. */
@Command(
        name = "credential",
        mixinStandardHelpOptions = true,
        description = {
            "Put another credential in force, from the next attempt on.",
            "It is sealed at once; a blocked integration is tried with it at once."
        })
final class IntegrationCredentialCommand implements Callable<Integer> {

    @Mixin
    private IntegrationCommand.OneIntegration one = new IntegrationCommand.OneIntegration();

    @Option(
            names = "--credential-file",
            required = true,
            paramLabel = "FILE|-",
            description = "where the upstream's new API key is; - is standard input")
    private String credentialFile = "";

    @Mixin
    private Why why = new Why();

    @Mixin
    private Out out = new Out();

    @Override
    public Integer call() {
        Environment environment = Environment.current();
        SealingKeys keys = Credentials.sealingKeys(environment);
        Secret credential = new Secret(Terminal.read(credentialFile, "credential"));
        try (Session session = Session.open(environment)) {
            IntegrationRef ref = one.ref(session);
            int version = session.await(
                            new IntegrationSettings(session.pool()).rotate(ref, keys.seal(credential, ref), why.act()))
                    .orElseThrow(() -> new CommandFailure(one.absent()));
            out.print(
                    new JsonObject().put("id", ref.id()).put("credential_version", version),
                    "Credential no. " + version + " is in force from the next attempt on. To see whether it is good: "
                            + "./passback integration test");
        }
        return 0;
    }
}
