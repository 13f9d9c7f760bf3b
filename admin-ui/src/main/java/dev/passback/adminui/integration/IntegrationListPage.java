package dev.passback.adminui.integration;

import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.page.Badge;
import dev.passback.adminui.page.Frame;
import dev.passback.adminui.page.Moment;
import dev.passback.adminui.page.Section;
import dev.passback.adminui.page.ShortText;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Page;
import dev.passback.db.integration.IntegrationFilter;
import dev.passback.db.integration.IntegrationHealth;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.integration.IntegrationView;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /integrations}: those of the tenants that one may see, by tenant and id. */
public final class IntegrationListPage {

    private static final int SIZE = 50;
    private static final int LONG_ID = 28;

    /**
     * The page.
     *
     * @param tenant whose alone are shown
     * @param withoutTenant the same of all tenants
     * @param more where the ones after these are
     */
    public record Model(
            Frame frame,
            Optional<String> tenant,
            String withoutTenant,
            List<Choice> states,
            List<Row> rows,
            Optional<String> more) {}

    /** A filter: a link, and whether it is chosen. */
    public record Choice(Badge badge, String href, boolean chosen) {}

    /** One line. */
    public record Row(
            IntegrationView view,
            String href,
            ShortText id,
            Badge state,
            Moment stateSince,
            Fare fare,
            String waitingHref) {}

    /** What the address asks for. */
    private record Query(Optional<String> tenant, Optional<Integration.State> state) {

        static Query read(RoutingContext ctx) {
            return new Query(
                    PathText.parameter(ctx, "tenant"),
                    PathText.parameter(ctx, "state").map(Query::state));
        }

        private static Integration.State state(String word) {
            return Arrays.stream(Integration.State.values())
                    .filter(state -> state.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new HttpException(404));
        }

        Query with(Optional<Integration.State> other) {
            return new Query(tenant, other);
        }

        String path() {
            String tenants =
                    tenant.map(name -> "&tenant=" + PathText.encoded(name)).orElse("");
            String states = state.map(some -> "&state=" + some.word()).orElse("");
            return ("/integrations" + tenants + states).replaceFirst("&", "?");
        }

        String after(IntegrationView last) {
            String path = path();
            return path + (path.contains("?") ? "&" : "?") + "after="
                    + last.integration().ref().tenant() + ":"
                    + PathText.encoded(last.integration().ref().id());
        }
    }

    private final TenantStore tenants;
    private final IntegrationSettings integrations;
    private final IntegrationHealth health;
    private final Pages pages;
    private final InstantSource clock;

    public IntegrationListPage(
            TenantStore tenants,
            IntegrationSettings integrations,
            IntegrationHealth health,
            Pages pages,
            InstantSource clock) {
        this.tenants = tenants;
        this.integrations = integrations;
        this.health = health;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(RoutingContext ctx) {
        Query query = Query.read(ctx);
        within(ctx, query)
                .compose(within -> integrations.list(
                        new IntegrationFilter(within, query.state.map(Set::of).orElse(Set.of())), after(ctx), SIZE))
                .compose(page -> health.of(page.lines().stream()
                                .map(view -> view.integration().ref())
                                .toList())
                        .map(fares -> model(ctx, query, page, fares)))
                .onSuccess(model -> pages.show(ctx, "integration/IntegrationListPage.jte", model))
                .onFailure(ctx::fail);
    }

    /** Whose are shown: those that the person may see, or the one of them that the address names. */
    private Future<Optional<Set<TenantId>>> within(RoutingContext ctx, Query query) {
        Optional<Set<TenantId>> seen = Session.of(ctx).tenants();
        return query.tenant
                .map(name -> tenants.view(name, seen)
                        .map(found -> found.orElseThrow(() -> new HttpException(404)))
                        .map(view -> Optional.of(Set.of(view.tenant().id()))))
                .orElseGet(() -> Future.succeededFuture(seen));
    }

    private static Optional<IntegrationRef> after(RoutingContext ctx) {
        return PathText.parameter(ctx, "after")
                .map(text -> text.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].matches("\\d{1,18}"))
                .map(parts -> new IntegrationRef(new TenantId(Long.parseLong(parts[0])), parts[1]));
    }

    private Model model(
            RoutingContext ctx,
            Query query,
            Page<IntegrationView> page,
            Map<IntegrationRef, IntegrationHealth.Health> fares) {
        Instant now = clock.instant();
        return new Model(
                pages.frame(ctx, "Integrations").in(Section.INTEGRATIONS),
                query.tenant,
                new Query(Optional.empty(), query.state).path(),
                Arrays.stream(Integration.State.values())
                        .map(state -> choice(query, state))
                        .toList(),
                page.lines().stream()
                        .map(view -> row(view, fares.get(view.integration().ref()), now))
                        .toList(),
                page.more() ? Optional.of(query.after(page.lines().getLast())) : Optional.empty());
    }

    private static Choice choice(Query query, Integration.State state) {
        boolean chosen = query.state.filter(state::equals).isPresent();
        Query other = query.with(chosen ? Optional.empty() : Optional.of(state));
        return new Choice(IntegrationLooks.of(state), other.path(), chosen);
    }

    private static Row row(IntegrationView view, IntegrationHealth.@Nullable Health health, Instant now) {
        return new Row(
                view,
                IntegrationAddress.of(view),
                ShortText.of(view.integration().ref().id(), LONG_ID),
                IntegrationLooks.of(view.integration().state()),
                Moment.of(view.stateSince(), now),
                Fare.of(
                        Objects.requireNonNull(health),
                        view.capNow().orElse(view.integration().limits().cap()),
                        now),
                IntegrationAddress.submissions(view, "state:queued"));
    }
}
