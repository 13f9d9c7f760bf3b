package dev.passback.adminui.staff.provider;

/** The provider answered, and nobody can be signed in by that. The message says why, without the provider's own words. */
final class ProviderRefusal extends RuntimeException {

    ProviderRefusal(String why) {
        super(why, null, false, false);
    }
}
