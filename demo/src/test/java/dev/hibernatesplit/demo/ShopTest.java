package dev.hibernatesplit.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ShopTest {

  @Test
  void the_shop_does_not_know_us() {
    assertThat(knowsUs("com.example.shop")).isFalse();
    assertThat(knowsUs("dev.hibernatesplit.demo")).isTrue();
  }

  private static boolean knowsUs(String origin) {
    JavaClasses classes = new ClassFileImporter().importPackages(origin);
    assertThat(classes).isNotEmpty();
    return noClasses()
        .that()
        .resideInAPackage(origin)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.hibernatesplit..")
        .evaluate(classes)
        .hasViolation();
  }
}
