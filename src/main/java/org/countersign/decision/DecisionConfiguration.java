package org.countersign.decision;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    IdSource idSource() {
        return () -> UuidCreator.getTimeOrderedEpoch().toString();
    }
}
