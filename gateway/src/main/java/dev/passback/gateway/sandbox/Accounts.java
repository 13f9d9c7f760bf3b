package dev.passback.gateway.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who may call the sandbox: {@value #DEFAULT_KEY} for every integration whose id does not start with {@value #UNKNOWN},
 * and the accounts that were put, each for just its own integrations. Safe from any thread.
 */
public final class Accounts {

    /** The key that works without any preparation. */
    public static final String DEFAULT_KEY = "ks_dev_sandbox";

    /** An integration id that starts so is unknown to the default key. */
    public static final String UNKNOWN = "unknown:";

    private volatile Map<String, Account> byKey = Map.of();

    /** Replaces the accounts that were put before; one for the default key narrows that key too. */
    public void replaceAll(Collection<Account> accounts) {
        byKey = accounts.stream()
                .collect(Collectors.toUnmodifiableMap(Account::key, account -> account, (one, next) -> next));
    }

    public List<Account> list() {
        return List.copyOf(byKey.values());
    }

    boolean knows(String key) {
        return byKey.containsKey(key) || key.equals(DEFAULT_KEY);
    }

    boolean mayUse(String key, String integration) {
        Account account = byKey.get(key);
        if (account != null) {
            return account.integrations().contains(integration);
        }
        return key.equals(DEFAULT_KEY) && !integration.startsWith(UNKNOWN);
    }
}
