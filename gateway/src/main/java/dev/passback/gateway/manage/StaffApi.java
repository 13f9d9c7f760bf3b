package dev.passback.gateway.manage;

import dev.passback.core.credential.Secret;
import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.core.staff.StaffName;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Change;
import dev.passback.db.Failures;
import dev.passback.db.audit.Act;
import dev.passback.db.staff.StaffAccount;
import dev.passback.db.staff.StaffAccounts;
import dev.passback.db.staff.StaffMember;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.BodyReader;
import dev.passback.gateway.http.QueryReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The people who use the pages: who they are, what they may do, and for which tenants. */
public final class StaffApi {

    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String TENANTS = "tenants";
    private static final String PASSWORD = "password";

    private static final String ROLE_RULE = "must be viewer, support or admin";
    private static final int MOST_TENANTS = 1_000;
    private static final int LONGEST_PASSWORD = 200;

    private final Vertx vertx;
    private final StaffAccounts staff;
    private final TenantNames names;

    public StaffApi(Vertx vertx, StaffAccounts staff, TenantNames names) {
        this.vertx = vertx;
        this.staff = staff;
        this.names = names;
    }

    void list(RoutingContext ctx) {
        PageQuery page = PageQuery.read(ctx);
        Requests.asked(staff.list(page.after(), page.limit()))
                .onSuccess(found ->
                        Answers.success(ctx, 200, Requests.json(found, StaffJson::of, StaffAccount::name), List.of()))
                .onFailure(ctx::fail);
    }

    /** Creates a local account; the same again is no harm, another of that name is refused. */
    void create(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, NAME, ROLE, TENANTS, PASSWORD, Requests.REASON)
                .needs(NAME, ROLE, PASSWORD);
        Optional<String> name = body.one(NAME, StaffName::read, StaffName.RULE);
        Optional<Role> role = body.one(ROLE, StaffApi::role, ROLE_RULE);
        Optional<List<String>> tenants = tenants(body);
        Optional<Secret> password = password(body);
        Act act = Requests.act(ctx, body);
        body.finish();
        Requests.asked(names.ids(tenants, TENANTS))
                .compose(ids -> create(name.orElseThrow(), role.orElseThrow(), ids, password.orElseThrow(), act))
                .compose(status ->
                        find(name.orElseThrow()).onSuccess(account -> answer(ctx, status, account, said(status))))
                .onFailure(ctx::fail);
    }

    private Future<Integer> create(String name, Role role, Optional<Set<TenantId>> tenants, Secret password, Act act) {
        return vertx.executeBlocking(() -> PasswordHash.of(password), false)
                .compose(hash -> Requests.asked(
                        staff.create(new StaffMember(name, role, Objects.requireNonNull(hash)), tenants, act)))
                .map(made -> 201)
                .recover(failure ->
                        Failures.isDuplicate(failure) ? same(name, role, tenants) : Future.failedFuture(failure));
    }

    private Future<Integer> same(String name, Role role, Optional<Set<TenantId>> tenants) {
        return find(name)
                .compose(there -> there.role() == role && ids(there.tenants()).equals(tenants)
                        ? Future.succeededFuture(200)
                        : Future.failedFuture(ApiError.conflict(
                                "There is an account \"" + name + "\" with another role or other tenants; PATCH it.")));
    }

    private static List<String> said(int status) {
        return status == 201
                ? List.of()
                : List.of("Nothing was changed: it is there already. Passwords are not compared.");
    }

    void show(RoutingContext ctx) {
        find(Requests.path(ctx, NAME))
                .onSuccess(account -> answer(ctx, 200, account, List.of()))
                .onFailure(ctx::fail);
    }

    /** Changes role and tenants; a field that is absent stays as it is. All sessions of the person end. */
    void change(RoutingContext ctx) {
        long version = Versions.wanted(ctx);
        BodyReader body = BodyReader.of(ctx, ROLE, TENANTS, Requests.REASON);
        Optional<Role> role = body.one(ROLE, StaffApi::role, ROLE_RULE);
        Optional<List<String>> tenants = tenants(body);
        boolean kept = !body.has(TENANTS);
        Act act = Requests.act(ctx, body);
        body.finish();
        String name = Requests.path(ctx, NAME);
        Requests.asked(names.ids(tenants, TENANTS))
                .compose(ids -> find(name)
                        .compose(was -> Requests.asked(staff.change(
                                name, role.orElse(was.role()), kept ? ids(was.tenants()) : ids, version, act))))
                .compose(change -> Versions.made(change, absent(name)))
                .compose(changed -> find(name))
                .onSuccess(account -> answer(ctx, 200, account, List.of()))
                .onFailure(ctx::fail);
    }

    void disable(RoutingContext ctx) {
        act(ctx, staff::disable, "the account is disabled already");
    }

    void enable(RoutingContext ctx) {
        act(ctx, staff::enable, "the account is not disabled");
    }

    private void act(RoutingContext ctx, BiFunction<String, Act, Future<Change>> change, String otherwise) {
        BodyReader body = BodyReader.of(ctx, Requests.REASON);
        Act act = Requests.act(ctx, body);
        body.finish();
        String name = Requests.path(ctx, NAME);
        Requests.asked(change.apply(name, act))
                .compose(made -> Versions.made(made, absent(name)))
                .compose(changed ->
                        find(name).onSuccess(account -> answer(ctx, 200, account, Requests.unless(changed, otherwise))))
                .onFailure(ctx::fail);
    }

    private static Optional<List<String>> tenants(BodyReader body) {
        return body.isNull(TENANTS) ? Optional.empty() : body.texts(TENANTS, MOST_TENANTS);
    }

    private static Optional<Secret> password(BodyReader body) {
        return body.one(
                        PASSWORD,
                        value -> value instanceof String text
                                        && text.length() >= PasswordHash.SHORTEST
                                        && text.length() <= LONGEST_PASSWORD
                                ? Optional.of(text)
                                : Optional.empty(),
                        "must be a text of " + PasswordHash.SHORTEST + " to " + LONGEST_PASSWORD + " characters")
                .map(Secret::new);
    }

    private static Optional<Role> role(@Nullable Object value) {
        return value instanceof String word ? Role.ofWord(word) : Optional.empty();
    }

    private static Optional<Set<TenantId>> ids(Optional<List<Tenant>> tenants) {
        return tenants.map(some -> some.stream().map(Tenant::id).collect(Collectors.toCollection(HashSet::new)));
    }

    private Future<StaffAccount> find(String name) {
        return Requests.asked(staff.find(name)).compose(found -> Requests.found(found, absent(name)));
    }

    private static String absent(String name) {
        return "There is no account " + QueryReader.quoted(name) + ".";
    }

    private static void answer(RoutingContext ctx, int status, StaffAccount account, List<String> warnings) {
        Versions.tag(ctx, account.version());
        Answers.success(ctx, status, StaffJson.of(account), warnings);
    }
}
