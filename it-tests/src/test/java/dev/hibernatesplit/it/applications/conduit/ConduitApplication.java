package dev.hibernatesplit.it.applications.conduit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** All that Spring needs to know. */
@Configuration
@ComponentScan
@EnableJpaRepositories
@EnableTransactionManagement(proxyTargetClass = true)
class ConduitApplication {

  /** Each look at it is a second later than the last one, so that all runs show the same time. */
  @Bean
  InstantSource time() {
    AtomicLong seconds = new AtomicLong();
    return () -> Instant.EPOCH.plusSeconds(seconds.incrementAndGet());
  }
}
