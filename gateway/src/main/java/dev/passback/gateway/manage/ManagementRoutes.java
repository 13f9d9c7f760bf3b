package dev.passback.gateway.manage;

import dev.passback.core.submission.ResultLinkRules;
import dev.passback.core.tenant.ManagementScope;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** The management API: the list of its routes with their filters. */
public final class ManagementRoutes {

    /** Where the management API is. */
    public static final String BASE = "/manage/v1";

    private final ManagementAuthentication authentication;
    private final Resources resources;

    /** One class a resource. */
    public record Resources(
            TenantApi tenants,
            TenantKeyApi keys,
            IntegrationApi integrations,
            IntegrationActApi integrationActs,
            WebhookApi webhooks,
            WebhookActApi webhookActs,
            StaffApi staff,
            AuditApi audit) {}

    public ManagementRoutes(ManagementAuthentication authentication, Resources resources) {
        this.authentication = authentication;
        this.resources = resources;
    }

    public void mount(Router router) {
        TenantApi tenants = resources.tenants;
        read(router, "/tenants", tenants::list);
        write(router, HttpMethod.POST, "/tenants", tenants::create);
        read(router, "/tenants/:tenant", tenants::show);
        write(router, HttpMethod.PATCH, "/tenants/:tenant", tenants::change);
        write(router, HttpMethod.POST, "/tenants/:tenant/suspend", tenants::suspend);
        write(router, HttpMethod.POST, "/tenants/:tenant/resume", tenants::resume);

        TenantKeyApi keys = resources.keys;
        read(router, "/tenants/:tenant/keys", keys::list);
        write(router, HttpMethod.POST, "/tenants/:tenant/keys", keys::create);
        write(router, HttpMethod.POST, "/tenants/:tenant/keys/:key/rotate", keys::rotate);
        write(router, HttpMethod.POST, "/tenants/:tenant/keys/:key/revoke", keys::revoke);

        IntegrationApi integrations = resources.integrations;
        String one = "/tenants/:tenant/integrations/:integration";
        read(router, "/tenants/:tenant/integrations", integrations::list);
        write(router, HttpMethod.POST, "/tenants/:tenant/integrations", integrations::create);
        read(router, one, integrations::show);
        write(router, HttpMethod.PATCH, one, integrations::change);

        IntegrationActApi acts = resources.integrationActs;
        write(router, HttpMethod.POST, one + "/pause", acts::pause);
        write(router, HttpMethod.POST, one + "/release", acts::release);
        write(router, HttpMethod.POST, one + "/credential", acts::rotateCredential);
        write(router, HttpMethod.POST, one + "/test", acts::test);

        read(router, "/webhooks", resources.webhooks::list);
        write(router, HttpMethod.POST, "/webhooks", resources.webhooks::create);
        read(router, "/webhooks/:webhook", resources.webhooks::show);
        read(router, "/webhooks/:webhook/messages", resources.webhooks::messages);
        write(router, HttpMethod.POST, "/webhooks/:webhook/rotate", resources.webhookActs::rotate);
        write(router, HttpMethod.POST, "/webhooks/:webhook/test", resources.webhookActs::test);
        write(router, HttpMethod.POST, "/webhooks/:webhook/disable", resources.webhookActs::disable);
        write(router, HttpMethod.POST, "/webhooks/:webhook/enable", resources.webhookActs::enable);
        write(router, HttpMethod.POST, "/webhooks/:webhook/remove", resources.webhookActs::remove);

        StaffApi staff = resources.staff;
        read(router, "/staff", staff::list);
        write(router, HttpMethod.POST, "/staff", staff::create);
        read(router, "/staff/:name", staff::show);
        write(router, HttpMethod.PATCH, "/staff/:name", staff::change);
        write(router, HttpMethod.POST, "/staff/:name/disable", staff::disable);
        write(router, HttpMethod.POST, "/staff/:name/enable", staff::enable);

        read(router, "/audit", resources.audit::list);
    }

    private void read(Router router, String path, Handler<RoutingContext> answer) {
        router.get(BASE + path)
                .handler(authentication)
                .handler(ManagementAuthentication.needs(ManagementScope.READ))
                .handler(answer);
    }

    private void write(Router router, HttpMethod method, String path, Handler<RoutingContext> answer) {
        router.route(method, BASE + path)
                .handler(authentication)
                .handler(ManagementAuthentication.needs(ManagementScope.WRITE))
                .handler(BodyHandler.create(false).setBodyLimit(ResultLinkRules.LARGEST_BODY))
                .handler(answer);
    }
}
