package dev.passback.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Who may know whom, in all modules: this one sees them all. */
@AnalyzeClasses(packages = "dev.passback", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {

    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            // nor what jte makes of the templates
            return !location.contains("/test-classes/")
                    && !location.contains("-tests.jar")
                    && !location.contains("/adminui/jte/");
        }
    }

    private static final String GATEWAY = "dev.passback.gateway";

    /** Main stands above the command line, although it shares a package with what the command line starts. */
    private static final String MAIN = "main";

    private static final String ASSEMBLY = "assembly";

    /** What each part of the gateway may know of the others, from the top to the bottom: nothing points up. */
    private static final Map<String, Set<String>> KNOWS = Map.ofEntries(
            Map.entry(MAIN, Set.of("cli", "ops")),
            Map.entry(
                    "cli",
                    Set.of(
                            "demo",
                            ASSEMBLY,
                            "manage",
                            "sandbox",
                            "upstream",
                            "credential",
                            "settings",
                            "doctor",
                            "ops")),
            Map.entry("demo", Set.of(ASSEMBLY, "sandbox", "ops")),
            Map.entry(
                    ASSEMBLY,
                    Set.of(
                            "api",
                            "manage",
                            "submission",
                            "limit",
                            "delivery",
                            "job",
                            "integration",
                            "tenant",
                            "http",
                            "ops",
                            "upstream",
                            "tls",
                            "credential",
                            "trace",
                            "webhook",
                            "settings")),
            Map.entry("doctor", Set.of(ASSEMBLY, "upstream", "credential", "tls")),
            Map.entry("settings", Set.of()),
            Map.entry("api", Set.of("manage", "submission", "tenant", "limit", "http", "ops")),
            Map.entry("manage", Set.of("upstream", "http")),
            Map.entry("submission", Set.of("delivery", "integration", "limit", "http", "ops", "trace")),
            Map.entry("limit", Set.of("http", "ops")),
            Map.entry("delivery", Set.of("upstream", "credential", "integration", "ops", "trace")),
            Map.entry("job", Set.of("delivery")),
            Map.entry("tenant", Set.of("http")),
            Map.entry("integration", Set.of("cache")),
            Map.entry("credential", Set.of("cache")),
            Map.entry("upstream", Set.of("cache", "tls")),
            Map.entry("tls", Set.of()),
            Map.entry("http", Set.of()),
            Map.entry("cache", Set.of()),
            Map.entry("ops", Set.of()),
            Map.entry("trace", Set.of("ops")),
            Map.entry("webhook", Set.of("upstream", "credential", "delivery", "ops")),
            Map.entry("sandbox", Set.of()));

    @ArchTest
    static final ArchRule core_knows_plain_java_and_no_input_or_output = classes()
            .that()
            .resideInAPackage("dev.passback.core..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.passback.core..",
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "java.nio",
                            "java.nio.charset",
                            "java.security..",
                            "org.jspecify..",
                            "com.fasterxml.jackson.core..",
                            "com.fasterxml.uuid..",
                            "com.google.crypto.tink..",
                            "com.password4j..")
                    .or(nameMatching("java\\.io\\.(IOException|UncheckedIOException|Serializable)"))
                    .or(nameMatching("java\\.net\\.URI"))
                    .or(nameMatching("(\\[+)?[a-zBCDFIJSVZ]+")));

    @ArchTest
    static final ArchRule db_knows_neither_pages_nor_gateway = noClasses()
            .that()
            .resideInAPackage("dev.passback.db..")
            .should()
            .dependOnClassesThat(ofModules("adminui", "gateway"));

    @ArchTest
    static final ArchRule pages_do_not_know_the_gateway = noClasses()
            .that()
            .resideInAPackage("dev.passback.adminui..")
            .should()
            .dependOnClassesThat(ofModules("gateway"));

    @ArchTest
    static final ArchRule only_the_composition_root_knows_the_pages = noClasses()
            .that(resideInAnyPackage(GATEWAY + "..").and(not(resideInAnyPackage(GATEWAY))))
            .should()
            .dependOnClassesThat(ofModules("adminui"));

    @ArchTest
    static final ArchRule parts_of_the_gateway_know_only_what_they_may =
            classes().that().resideInAPackage(GATEWAY + "..").should(knowOnlyWhatTheyMay());

    @ArchTest
    static final ArchRule packages_form_no_circle =
            slices().matching(GATEWAY + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jdbc_and_flyway_are_for_migrations_and_for_made_up_data_alone = noClasses()
            .that(not(nameMatching("dev\\.passback\\.db\\.(Migrations(\\$.*)?|sample\\..*)")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.flywaydb..", "org.postgresql.."));

    @ArchTest
    static final ArchRule nothing_speaks_http_but_by_vertx =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule names_tell_the_job =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Misc)(\\$.*)?");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes().should(resideInANullMarkedPackage());

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> ofModules(String... modules) {
        return resideInAnyPackage(java.util.Arrays.stream(modules)
                .map(module -> "dev.passback." + module + "..")
                .toArray(String[]::new));
    }

    private static ArchCondition<JavaClass> knowOnlyWhatTheyMay() {
        return new ArchCondition<>("know only what the table KNOWS allows") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                String part = part(from);
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    JavaClass to = dependency.getTargetClass().getBaseComponentType();
                    boolean allowed = !to.getPackageName().startsWith(GATEWAY)
                            || part(to).equals(part)
                            || KNOWS.getOrDefault(part, Set.of()).contains(part(to));
                    events.add(new SimpleConditionEvent(from, allowed, dependency.getDescription()));
                }
            }
        };
    }

    private static String part(JavaClass type) {
        String path = type.getPackageName().substring(GATEWAY.length());
        if (path.isEmpty()) {
            return type.getName().matches(".*\\.Passback(\\$.*)?") ? MAIN : ASSEMBLY;
        }
        return path.split("\\.", -1)[1];
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetAnnotationOfType(NullMarked.class)
                        .isPresent();
                events.add(new SimpleConditionEvent(
                        type, marked, type.getPackageName() + " has no @NullMarked package-info"));
            }
        };
    }
}
