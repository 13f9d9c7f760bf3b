package dev.passback.adminui.integration;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Redirect;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Flash;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.db.audit.Act;
import dev.passback.db.integration.IntegrationView;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/**
 * {@code POST /integration/credential}: puts a new credential in force. It is sealed here, with the public keys; this host cannot
 * open it again.
 */
public final class CredentialAction {

    private static final int LONGEST = 4_000;

    private final IntegrationAddress address;
    private final IntegrationPage page;
    private final Flashes flashes;
    private final Optional<SealingKeys> sealing;

    CredentialAction(IntegrationAddress address, IntegrationPage page, Flashes flashes, Optional<SealingKeys> sealing) {
        this.address = address;
        this.page = page;
        this.flashes = flashes;
        this.sealing = sealing;
    }

    public void submit(RoutingContext ctx) {
        SealingKeys keys = sealing.orElseThrow(() -> new HttpException(404));
        address.find(ctx).compose(view -> rotate(ctx, view, keys)).onFailure(ctx::fail);
    }

    private Future<Void> rotate(RoutingContext ctx, IntegrationView view, SealingKeys keys) {
        Fields fields = new Fields(ctx.request(), "credential");
        Secret credential = new Secret(fields.secret("credential").strip());
        String reason = fields.text("reason");
        // it is sent as a header
        if (!credential.reveal().chars().allMatch(c -> c > ' ' && c < 127)
                || credential.reveal().isEmpty()) {
            fields.wrong("credential", "Paste the upstream's API key as it is: one line, without blanks.");
        } else if (credential.reveal().length() > LONGEST) {
            fields.wrong("credential", "That is longer than any API key.");
        }
        fields.confirmed();
        if (fields.areWrong()) {
            page.showAgain(ctx, view, fields.form());
            return Future.succeededFuture();
        }
        IntegrationRef ref = view.integration().ref();
        Act act = Session.act(ctx, Optional.of(reason));
        return address.integrations()
                .rotate(ref, keys.seal(credential, ref), act)
                .compose(version -> {
                    if (version.isEmpty()) {
                        return Future.failedFuture(new HttpException(404));
                    }
                    flashes.say(ctx, Flash.CREDENTIAL_ROTATED);
                    Redirect.to(ctx, IntegrationAddress.of(view));
                    return Future.succeededFuture();
                });
    }
}
