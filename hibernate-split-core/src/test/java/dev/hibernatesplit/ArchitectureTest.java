package dev.hibernatesplit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rings and the rooms. */
class ArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.hibernatesplit");

  @Test
  void only_one_package_knows_hibernate() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.hibernatesplit.internal.hibernate..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.hibernate..")
        .check(CODE);
  }

  @Test
  void classification_and_routing_know_no_jdbc() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.hibernatesplit.internal.sql..", "dev.hibernatesplit.internal.routing..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..")
        .check(CODE);
  }

  @Test
  void the_rooms_have_no_cycles() {
    slices().matching("dev.hibernatesplit.internal.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void users_and_extenders_never_meet_an_internal_type() {
    classes()
        .that()
        .resideInAnyPackage("dev.hibernatesplit", "dev.hibernatesplit.spi")
        .and()
        .arePublic()
        .should(showNothingInternal())
        .check(CODE);
  }

  @Test
  void classes_are_final_sealed_or_meant_to_be_extended() {
    classes()
        .that()
        .resideInAPackage("dev.hibernatesplit..")
        .and(areOrdinaryClasses())
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CODE);
  }

  /** Generated wrappers and loggers are not ours to shape. */
  private static DescribedPredicate<JavaClass> areOrdinaryClasses() {
    return DescribedPredicate.describe(
        "are ordinary classes",
        type ->
            !type.isInterface()
                && !type.isEnum()
                && !type.isRecord()
                && !type.isAnonymousClass()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.reflect().isSealed()
                && !type.getName().contains("_$")
                && !type.getSimpleName().isEmpty());
  }

  private static ArchCondition<JavaClass> showNothingInternal() {
    return new ArchCondition<>("show nothing internal in a public signature") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMembers().stream()
            .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(member -> types(member).anyMatch(ArchitectureTest::isInternal))
            .forEach(
                member ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, member.getFullName() + " shows an internal type")));
      }
    };
  }

  private static Stream<JavaClass> types(JavaMember member) {
    return member.getAllInvolvedRawTypes().stream();
  }

  private static boolean isInternal(JavaClass type) {
    return type.getPackageName().contains(".internal");
  }
}
