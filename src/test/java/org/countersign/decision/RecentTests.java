package org.countersign.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class RecentTests {

    private final Clock clock = Mockito.mock(Clock.class);
    private final Recent<String, Integer> recent = new Recent<>(Duration.ofSeconds(5), clock);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void looksOnceForAWhile() {
        assertThat(at(0)).isEqualTo(1);
        assertThat(at(4)).isEqualTo(1);
        assertThat(at(5)).isEqualTo(2);
        assertThat(at(9)).isEqualTo(2);
    }

    @Test
    void looksAgainWhenTheClockWasSetBack() {
        assertThat(at(100)).isEqualTo(1);
        assertThat(at(10)).isEqualTo(2);
    }

    @Test
    void keepsNothingOfALookThatFails() {
        Mockito.when(clock.instant()).thenReturn(Instant.EPOCH);

        assertThatThrownBy(() -> recent.get("key", () -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");
        assertThat(at(0)).isEqualTo(1);
    }

    @Test
    void staysSmallWhateverIsAsked() {
        Mockito.when(clock.instant()).thenReturn(Instant.EPOCH);
        at(0);
        for (int i = 0; i < 1000; i++) {
            recent.get("other " + i, () -> 0);
        }

        assertThat(at(0)).isEqualTo(2);
    }

    private int at(int second) {
        Mockito.when(clock.instant()).thenReturn(Instant.EPOCH.plusSeconds(second));
        return recent.get("key", looks::incrementAndGet);
    }
}
