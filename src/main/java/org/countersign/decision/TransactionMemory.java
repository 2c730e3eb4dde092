package org.countersign.decision;

import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction remembers until it ends: things that steps of it hand to each other and that are to leave no
 * trace in the database. (The engine's transient variables would do, but it serialises them all the same.)
 */
public final class TransactionMemory {

    private TransactionMemory() {}

    /** Remembers {@code value} under its class and {@code key}, in place of what was remembered before. */
    public static void remember(String key, Object value) {
        var name = name(value.getClass(), key);
        if (TransactionSynchronizationManager.unbindResourceIfPossible(name) == null) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(name);
                }
            });
        }
        TransactionSynchronizationManager.bindResource(name, value);
    }

    public static <T> Optional<T> recall(String key, Class<T> type) {
        return Optional.ofNullable(TransactionSynchronizationManager.getResource(name(type, key)))
                .map(type::cast);
    }

    private static String name(Class<?> type, String key) {
        return type.getName() + ":" + key;
    }
}
