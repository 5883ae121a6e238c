// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.yonder.core.Scheduler;
import org.junit.jupiter.api.Test;

/**
 * Which module may know which: annotations, then the API, then the scheduler, then the wire, then
 * the worker, then the engine.
 */
class ArchitectureTest {
  private static final String API = "dev.yonder";
  private static final String SPI = "dev.yonder.spi";
  private static final String ANNOTATIONS = "dev.yonder.annotations";
  private static final String CORE = "dev.yonder.core";
  private static final String WIRE = "dev.yonder.wire";
  private static final String WORKER = "dev.yonder.worker";
  private static final String ENGINE = "dev.yonder.engine..";
  private static final String TOOLS = "dev.yonder.tools";
  private static final String PICOCLI = "picocli";
  private static final String JACKSON = "tools.jackson..";
  private static final String TLS = "javax.net.ssl";
  private static final String HMAC = "javax.crypto..";
  private static final String KRYO = "com.esotericsoftware.kryo..";
  private static final String OBJENESIS = "org.objenesis..";
  private static final String JAVA = "java..";
  private static final String MARKS = "org.jspecify.annotations";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(API);

  private static void only(String name, String from, String... may) {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(from)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(may)
            .as(name);
    rule.check(PRODUCT);
  }

  @Test
  void theAnnotationsKnowNothing() {
    only("annotations", ANNOTATIONS, ANNOTATIONS, JAVA, MARKS);
  }

  @Test
  void theApiKnowsNoImplementation() {
    only("API", API, API, SPI, ANNOTATIONS, JAVA, MARKS);
    only("plug-in interfaces", SPI, API, SPI, ANNOTATIONS, JAVA, MARKS);
  }

  @Test
  void theSchedulerKnowsOnlyTheApi() {
    only("scheduler", CORE, CORE, API, ANNOTATIONS, JAVA, MARKS);
  }

  @Test
  void thirdPartiesAreUsedInOnePlaceEach() {
    only("wire", WIRE, WIRE, CORE, API, SPI, ANNOTATIONS, JAVA, TLS, HMAC, MARKS, KRYO, OBJENESIS);
    only("worker", WORKER, WORKER, WIRE, CORE, API, SPI, JAVA, MARKS);
    only(
        "engine",
        ENGINE,
        ENGINE,
        WORKER,
        WIRE,
        CORE,
        API,
        SPI,
        JAVA,
        "com.sun.management",
        MARKS,
        JACKSON);
    noClasses()
        .that()
        .resideInAPackage(ENGINE)
        .and()
        .haveNameNotMatching("dev\\.yonder\\.engine\\.settings\\.Toml.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JACKSON)
        .as("only one class knows Jackson, which is not loaded where there is no settings file")
        .check(PRODUCT);
  }

  @Test
  void theCommandLineIsOnTop() {
    only("tools", TOOLS, TOOLS, ENGINE, WORKER, WIRE, API, SPI, ANNOTATIONS, JAVA, MARKS, PICOCLI);
  }

  @Test
  void packagesBelowTheApiHaveNoCycles() {
    slices().matching("dev.yonder.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void onlyTheFactoryOfTheEngineIsPublic() {
    classes()
        .that()
        .resideInAPackage("dev.yonder.engine")
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("EngineSessionFactory")
        .should()
        .notBePublic()
        .check(PRODUCT);
  }

  @Test
  void onlyOneClassCallsTheScheduler() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.yonder.engine.Engine")
        .and()
        .resideInAPackage(ENGINE)
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(
                HasOwner.Predicates.With.owner(JavaClass.Predicates.equivalentTo(Scheduler.class))))
        .as("only the engine's thread talks to the scheduler")
        .check(PRODUCT);
  }
}
