package dev.passback.adminui;

import dev.passback.adminui.audit.AuditDownload;
import dev.passback.adminui.audit.AuditPage;
import dev.passback.adminui.http.Assets;
import dev.passback.adminui.http.Cookies;
import dev.passback.adminui.http.Csrf;
import dev.passback.adminui.http.ErrorPage;
import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.adminui.http.PathId;
import dev.passback.adminui.http.PathText;
import dev.passback.adminui.http.ReadablePath;
import dev.passback.adminui.http.RequestOrigin;
import dev.passback.adminui.http.SecurityHeaders;
import dev.passback.adminui.http.Session;
import dev.passback.adminui.integration.Integrations;
import dev.passback.adminui.job.Jobs;
import dev.passback.adminui.live.EventStreams;
import dev.passback.adminui.live.Events;
import dev.passback.adminui.overview.OverviewPage;
import dev.passback.adminui.problem.Problems;
import dev.passback.adminui.staff.Passwords;
import dev.passback.adminui.staff.SignInAction;
import dev.passback.adminui.staff.SignInPage;
import dev.passback.adminui.staff.SignOutAction;
import dev.passback.adminui.staff.account.Accounts;
import dev.passback.adminui.staff.provider.Provider;
import dev.passback.adminui.staff.provider.ProviderProblemPage;
import dev.passback.adminui.staff.provider.ProviderReturnAction;
import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.adminui.staff.provider.ProviderSignOut;
import dev.passback.adminui.staff.provider.ProviderStartAction;
import dev.passback.adminui.submission.ActAction;
import dev.passback.adminui.submission.Lists;
import dev.passback.adminui.submission.RevealAction;
import dev.passback.adminui.submission.SubmissionDetailPage;
import dev.passback.adminui.submission.act.ActKind;
import dev.passback.adminui.tenant.Tenants;
import dev.passback.adminui.webhook.Webhooks;
import dev.passback.core.staff.Role;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.live.Changes;
import dev.passback.db.live.LiveFeed;
import dev.passback.db.problem.CauseStore;
import dev.passback.db.problem.ProblemStore;
import dev.passback.db.staff.ProviderStore;
import dev.passback.db.staff.SessionStore;
import dev.passback.db.staff.SignInStore;
import dev.passback.db.statistics.Standing;
import dev.passback.db.statistics.Statistics;
import dev.passback.db.submission.RevealStore;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The pages: their list, with their filters. */
public final class AdminUi {

    private static final long LARGEST_FORM = 16 * 1024;
    // a page that is told of a change and asks a replica for it must find it there
    private static final Duration BEHIND = Duration.ofSeconds(2);

    private final Router router;
    private final Pool pool;
    private final Pool lists;
    private final Optional<Provider> provider;
    private final Cookies cookies;
    private final Flashes flashes;
    private final Pages pages;
    private final Session session;
    private final Csrf csrf;
    private final Assets assets = new Assets();
    private final InstantSource clock = InstantSource.system();

    private AdminUi(Vertx vertx, Pool pool, Pool lists, UiSettings settings) {
        router = Router.router(vertx);
        this.pool = pool;
        this.lists = lists;
        provider = settings.provider().map(there -> new Provider(vertx, there, clock));
        cookies = new Cookies(settings.secureCookies());
        csrf = new Csrf(cookies);
        flashes = new Flashes(cookies);
        pages = new Pages(assets, flashes, clock);
        session = new Session(new SessionStore(pool), cookies, flashes);
    }

    /**
     * All pages, to be served at the root of a port of their own. Reads the assets when called.
     *
     * @param pool for pages alone, so that a slow page takes no connection from the gateway
     * @param replica what only reads, and may be a little behind, goes by it: lists, the overview, the audit log
     * @param feed what open pages live on; it is started here
     */
    public static Router router(Vertx vertx, Pool pool, Optional<Pool> replica, LiveFeed feed, UiSettings settings) {
        AdminUi ui = new AdminUi(vertx, pool, replica.orElse(pool), settings);
        ui.filters(settings);
        Passwords passwords = new Passwords(vertx, new SignInStore(pool));
        ui.signIn(passwords);
        ui.staffOnly();
        ui.overview();
        Changes changes = new Changes(vertx, pool);
        ui.live(feed, new EventStreams(vertx, new SessionStore(pool), replica.isPresent() ? BEHIND : Duration.ZERO));
        ui.submissions(
                new SubmissionHistory(pool),
                new SubmissionActions(pool, changes::acted),
                new RevealStore(pool),
                settings);
        ui.problems(Problems.on(pool, ui.pages, ui.flashes, ui.clock));
        ui.tenants(Tenants.on(pool, ui.pages, ui.cookies, ui.flashes, ui.clock));
        ui.webhooks(Webhooks.on(pool, settings.sealing(), ui.pages, ui.cookies, ui.flashes, ui.clock));
        ui.integrations(Integrations.on(pool, settings.sealing(), ui.pages, ui.flashes, ui.clock));
        ui.jobs(Jobs.on(pool, changes, ui.pages, ui.flashes, ui.clock));
        ui.staff(Accounts.on(pool, passwords, ui.pages, ui.flashes, ui.clock));
        ui.audit(new AuditLog(ui.lists), new TenantStore(pool));
        ui.router.route().handler(new ErrorPage(ui.pages)::notFound);
        return ui.router;
    }

    /** Before everything. */
    private void filters(UiSettings settings) {
        router.route().failureHandler(new ErrorPage(pages)::show);
        router.route().handler(new RequestOrigin(settings.proxies())::recognise);
        router.route()
                .handler(new SecurityHeaders(
                        settings.secureCookies(), settings.provider().map(ProviderSettings::site))::add);
        router.route().handler(ReadablePath::require);
        router.get("/assets/:version/:name").handler(assets::serve);
        router.get("/favicon.ico").handler(assets::icon);
        router.post().handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM));
        router.route().handler(session::recognise);
    }

    /** For everybody. */
    private void signIn(Passwords passwords) {
        SignInPage page = new SignInPage(pages, csrf, provider.map(Provider::settings));
        router.get("/sign-in").handler(page::show);
        router.post("/sign-in").handler(csrf::check).handler(new SignInAction(passwords, session, page, clock)::submit);
        provider.ifPresent(this::signInThere);
    }

    private void signInThere(Provider there) {
        ProviderProblemPage problems = new ProviderProblemPage(pages);
        router.get("/sign-in/provider").handler(new ProviderStartAction(there, cookies, problems)::start);
        router.get("/sign-in/provider/return")
                .handler(new ProviderReturnAction(there, new ProviderStore(pool), session, cookies, problems)::finish);
    }

    /** Before all that follows: somebody is signed in, and what changes something carries the token. */
    private void staffOnly() {
        router.route().handler(session::require);
        router.route().handler(csrf::check);
        router.post("/sign-out")
                .handler(
                        new SignOutAction(session, flashes, provider.map(there -> new ProviderSignOut(there, cookies)))
                                ::submit);
    }

    private void overview() {
        router.get("/")
                .handler(new OverviewPage(
                        new Statistics(lists), new Standing(lists), new ProblemStore(lists), pages, clock)::show);
    }

    private void live(LiveFeed feed, EventStreams streams) {
        feed.start(streams);
        router.get("/events").handler(new Events(streams)::open);
    }

    private void submissions(
            SubmissionHistory history, SubmissionActions actions, RevealStore reveals, UiSettings settings) {
        Lists listing = Lists.on(pool, lists, settings.api(), pages, flashes, clock);
        router.get("/submissions").handler(listing.page()::show);
        router.get("/submissions/selected").handler(only(Role.SUPPORT)).handler(listing.selection()::submit);
        router.get("/submissions/download").handler(listing.download()::start);
        router.post("/submissions/views").handler(listing.views()::save);
        router.post("/submissions/views/delete").handler(listing.views()::delete);
        SubmissionDetailPage page = new SubmissionDetailPage(history, reveals, new CauseStore(pool), pages, clock);
        router.get("/submissions/:id").handler(page::show);
        act("reveal", new RevealAction(history, reveals, page, flashes)::submit);
        for (ActKind kind : ActKind.values()) {
            act(kind.path(), new ActAction(kind, history, actions, page, flashes)::submit);
        }
    }

    private void act(String word, Handler<RoutingContext> action) {
        String path = "/submissions/:id/" + word;
        router.post(path).handler(only(Role.SUPPORT)).handler(action);
        // the address of a form that came back, when somebody loads it anew
        router.get(path).handler(ctx -> ctx.redirect("/submissions/" + PathId.submission(ctx)));
    }

    private void problems(Problems problems) {
        router.get("/problems").handler(problems.list()::show);
        router.get("/problems/:id").handler(problems.page()::show);
        router.post("/problems/:id/*").handler(only(Role.SUPPORT));
        router.post("/problems/:id/state").handler(problems.state()::submit);
        router.post("/problems/:id/explanation").handler(problems.explainProblem()::submit);
        router.get("/problems/:id/*")
                .handler(ctx -> ctx.redirect("/problems/" + PathText.encoded(PathText.of(ctx, "id"))));
        router.get("/warnings").handler(problems.warnings()::show);
        router.get("/warnings/:id").handler(problems.warning()::show);
        router.post("/warnings/:id/explanation").handler(only(Role.SUPPORT)).handler(problems.explainWarning()::submit);
        router.get("/warnings/:id/*")
                .handler(ctx -> ctx.redirect("/warnings/" + PathText.encoded(PathText.of(ctx, "id"))));
    }

    private void tenants(Tenants tenants) {
        router.get("/tenants").handler(tenants.list()::show);
        router.post("/tenants").handler(Session::requireAll).handler(tenants.create()::submit);
        router.get("/tenants/:name").handler(tenants.page()::show);
        router.post("/tenants/:name/*").handler(only(Role.ADMIN));
        router.post("/tenants/:name/limits").handler(tenants.limits()::submit);
        router.post("/tenants/:name/suspend").handler(tenants.suspension()::suspend);
        router.post("/tenants/:name/resume").handler(tenants.suspension()::resume);
        router.post("/tenants/:name/keys").handler(tenants.createKey()::submit);
        router.get("/tenants/:name/keys/:key").handler(only(Role.ADMIN)).handler(tenants.newKey()::show);
        router.post("/tenants/:name/keys/:key/rotate").handler(tenants.rotateKey()::submit);
        router.post("/tenants/:name/keys/:key/revoke").handler(tenants.revokeKey()::submit);
        // addresses of forms that came back, when somebody loads them anew
        router.get("/tenants/:name/*")
                .handler(ctx -> ctx.redirect("/tenants/" + PathText.encoded(PathText.of(ctx, "name"))));
    }

    private void webhooks(Webhooks webhooks) {
        router.get("/webhooks").handler(webhooks.list()::show);
        router.post("/webhooks").handler(only(Role.ADMIN)).handler(webhooks.create()::submit);
        router.get("/webhooks/:id").handler(webhooks.page()::show);
        router.get("/webhooks/:id/secret").handler(only(Role.ADMIN)).handler(webhooks.secret()::show);
        router.post("/webhooks/:id/*").handler(only(Role.ADMIN));
        router.post("/webhooks/:id/rotate").handler(webhooks.rotate()::submit);
        router.post("/webhooks/:id/test").handler(webhooks.action()::test);
        router.post("/webhooks/:id/disable").handler(webhooks.action()::disable);
        router.post("/webhooks/:id/enable").handler(webhooks.action()::enable);
        router.get("/webhooks/:id/*")
                .handler(ctx -> ctx.redirect("/webhooks/" + PathText.encoded(PathText.of(ctx, "id"))));
    }

    private void integrations(Integrations integrations) {
        router.get("/integrations").handler(integrations.list()::show);
        router.get("/integration").handler(integrations.page()::show);
        router.post("/integration/*").handler(only(Role.ADMIN));
        router.post("/integration/settings").handler(integrations.settings()::submit);
        router.post("/integration/credential").handler(integrations.credential()::submit);
        router.post("/integration/pause").handler(integrations.pause()::pause);
        router.post("/integration/release").handler(integrations.pause()::release);
        router.post("/integration/test").handler(integrations.test()::submit);
        router.get("/integration/*")
                .handler(ctx -> ctx.redirect("/integration?" + ctx.request().query()));
    }

    private void jobs(Jobs jobs) {
        router.get("/jobs").handler(jobs.list()::show);
        router.get("/jobs/new").handler(only(Role.SUPPORT)).handler(jobs.form()::show);
        router.post("/jobs").handler(only(Role.SUPPORT)).handler(jobs.create()::submit);
        router.get("/jobs/:id").handler(jobs.page()::show);
        router.get("/jobs/:id/file").handler(jobs.file()::send);
        router.post("/jobs/:id/cancel").handler(only(Role.SUPPORT)).handler(jobs.cancel()::submit);
    }

    private void staff(Accounts accounts) {
        router.route("/staff").handler(Session::requireAll);
        router.route("/staff/*").handler(Session::requireAll);
        router.get("/staff").handler(accounts.list()::show);
        router.post("/staff").handler(accounts.create()::submit);
        router.get("/staff/:name").handler(accounts.page()::show);
        router.post("/staff/:name/access").handler(accounts.change()::submit);
        router.post("/staff/:name/disable").handler(accounts.disable()::disable);
        router.post("/staff/:name/enable").handler(accounts.disable()::enable);
        router.get("/staff/:name/*")
                .handler(ctx -> ctx.redirect("/staff/" + PathText.encoded(PathText.of(ctx, "name"))));
    }

    private void audit(AuditLog log, TenantStore tenants) {
        router.get("/audit").handler(only(Role.ADMIN)).handler(new AuditPage(log, tenants, pages, clock)::show);
        router.get("/audit/download").handler(only(Role.ADMIN)).handler(new AuditDownload(log, tenants)::send);
    }

    private static Handler<RoutingContext> only(Role role) {
        return ctx -> Session.requireRole(ctx, role);
    }
}
