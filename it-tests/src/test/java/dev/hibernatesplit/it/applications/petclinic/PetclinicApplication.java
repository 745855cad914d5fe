package dev.hibernatesplit.it.applications.petclinic;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** All that Spring needs to know. */
@Configuration
@ComponentScan
@EnableJpaRepositories
@EnableTransactionManagement(proxyTargetClass = true)
class PetclinicApplication {}
