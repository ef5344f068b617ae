package io.tarry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.tarry.engine.OutOfMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the packages to one line, and every library and privilege to the package that owns it. */
class ArchitectureTest {
  /** From the command line down to the engine; each may use those after it. */
  private static final List<String> LAYERS =
      List.of(
          "cli",
          "junit",
          "jqwik",
          "report",
          "lab",
          "bench",
          "survey",
          "judge",
          "packetdrill",
          "check",
          "scenario",
          "property",
          "model",
          "tcp",
          "wire",
          "engine");

  /** Of a layer that is large: its rooms, each of which may use those after it. */
  private static final Map<String, List<String>> ROOMS =
      Map.of(
          "engine",
              List.of(
                  "explore", "checkpoint", "liveness", "monitor", "store", "threads", "options"),
          "report", List.of("table", "files", "export", "page", "ladder", "words", "drawing"),
          "tcp", List.of("steps", "symmetry", "realtime", "rules", "world", "settings"));

  /** Whose rooms nobody else may enter. */
  private static final Set<String> CLOSED = Set.of("engine");

  /** Nobody can tell more values apart by their order alone. */
  private static final int PARAMETERS_MAX = 7;

  /** Classes that have a longer list of parameters still, and how long their longest may be. */
  private static final Map<String, Integer> PARAMETERS_STILL =
      Map.of(
          "io.tarry.tcp.settings.Settings", 9,
          "io.tarry.tcp.settings.Settings$Time", 8,
          "io.tarry.check.StoryTeller", 8,
          "io.tarry.tcp.steps.RememberedSteps", 11,
          "io.tarry.engine.explore.KeyExpansion", 8,
          "io.tarry.report.drawing.Drawing$Line", 9,
          "io.tarry.report.ladder.ArrowEnds$Flight", 10,
          "io.tarry.report.page.Lesson", 8);

  private static final DescribedPredicate<JavaCall<?>> PRINTS_A_STACK_TRACE =
      DescribedPredicate.<JavaCall<?>>describe(
          "its target is printStackTrace()",
          call ->
              call.getTarget().getName().equals("printStackTrace")
                  && call.getTarget().getRawParameterTypes().isEmpty());

  private static final JavaClasses TARRY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tarry");

  @Test
  void every_class_belongs_to_a_layer() {
    check(
        classes()
            .should()
            .resideInAnyPackage(packagesOf(LAYERS))
            .because("a class outside the line of packages escapes the rules about it"));
  }

  @ParameterizedTest(name = "{0} uses none of {1}")
  @MethodSource("layersWithTheLayersAbove")
  void no_layer_uses_one_above_it(String layer, List<String> above) {
    check(
        noClasses()
            .that()
            .resideInAPackage(packageOf(layer))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packagesOf(above))
            .because("packages point one way: " + String.join(" -> ", LAYERS)));
  }

  static Stream<Arguments> layersWithTheLayersAbove() {
    return IntStream.range(1, LAYERS.size())
        .mapToObj(i -> Arguments.of(LAYERS.get(i), LAYERS.subList(0, i)));
  }

  @ParameterizedTest(name = "{0} uses none of {1}")
  @MethodSource("roomsWithTheRoomsAbove")
  void no_room_uses_one_above_it(String room, List<String> above) {
    check(
        noClasses()
            .that()
            .resideInAPackage(packageOf(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packagesOf(above))
            .because("the rooms of a layer point one way"));
  }

  static Stream<Arguments> roomsWithTheRoomsAbove() {
    return ROOMS.keySet().stream()
        .flatMap(layer -> {
          List<String> rooms = roomsOf(layer);
          return IntStream.range(1, rooms.size())
              .mapToObj(i -> Arguments.of(rooms.get(i), rooms.subList(0, i)));
        });
  }

  @ParameterizedTest(name = "all rooms of {0} are in the test's list")
  @MethodSource("layersWithRooms")
  void every_room_has_a_place_in_the_order(String layer) {
    check(
        classes()
            .that()
            .resideInAPackage(packageOf(layer))
            .should()
            .resideInAnyPackage(
                Stream.concat(
                        Stream.of("io.tarry." + layer),
                        roomsOf(layer).stream().map(ArchitectureTest::packageOf))
                    .toArray(String[]::new))
            .because("a room outside the order escapes the rule about it"));
  }

  static Stream<String> layersWithRooms() {
    return ROOMS.keySet().stream();
  }

  @ParameterizedTest(name = "the rooms of {0} are its own")
  @MethodSource("closedLayers")
  void nobody_else_enters_a_closed_room(String layer) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(packageOf(layer))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packagesOf(roomsOf(layer)))
            .because("what users call stands in the layer's own package"));
  }

  static Stream<String> closedLayers() {
    return CLOSED.stream();
  }

  private static List<String> roomsOf(String layer) {
    return ROOMS.getOrDefault(layer, List.of()).stream().map(room -> layer + "." + room).toList();
  }

  @Test
  void only_tcp_changes_a_world() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("tcp"))
            .should()
            .setFieldWhere(
                DescribedPredicate.describe(
                    "it is one of tcp",
                    set -> set.getTarget().getOwner().getPackageName().startsWith("io.tarry.tcp")))
            .because("its fields are public for the rules of TCP, and all others only look"));
  }

  @Test
  void the_engine_needs_only_the_jdk() {
    check(
        classes()
            .that()
            .resideInAPackage(packageOf("engine"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(packageOf("engine"), "java..", "org.jspecify..")
            .because("the engine explores any model, so it knows no library and no TCP"));
  }

  @Test
  void the_bench_stands_beside_check_and_needs_only_the_engine() {
    check(
        classes()
            .that()
            .resideInAPackage(packageOf("bench"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(packageOf("bench"), packageOf("engine"), "java..", "org.jspecify..")
            .because("the bench model is written as any user of the engine would write theirs"));
  }

  @Test
  void typed_models_stand_beside_tcp_and_need_only_the_engine() {
    check(
        classes()
            .that()
            .resideInAPackage(packageOf("model"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(packageOf("model"), packageOf("engine"), "java..", "org.jspecify..")
            .because("whoever checks a protocol of their own needs no TCP and no library"));
  }

  @Test
  void packets_need_nothing() {
    check(
        classes()
            .that()
            .resideInAPackage(packageOf("wire"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(packageOf("wire"), "java..", "org.jspecify..")
            .because("bytes are the same whatever model they come from"));
  }

  @ParameterizedTest(name = "nobody uses {0}")
  @ValueSource(strings = {"junit", "jqwik"})
  void what_is_for_tests_of_users_stands_alone(String layer) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(packageOf(layer))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(packageOf(layer))
            .because("whoever has no such library must be able to use all else"));
  }

  @ParameterizedTest(name = "{0} only in {1}")
  @MethodSource("librariesWithTheirOwners")
  void a_library_is_used_in_one_layer_only(String library, String owner, String reason) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(packageOf(owner))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library)
            .because(reason));
  }

  static Stream<Arguments> librariesWithTheirOwners() {
    return Stream.of(
        Arguments.of("com.google.gson..", "report", "JSON is one of the forms of a report"),
        Arguments.of("com.sun.jna..", "lab", "the C library is called in one place"),
        Arguments.of("picocli..", "cli", "arguments are read in one place"),
        Arguments.of("org.junit..", "junit", "tests of users are what it is for"),
        Arguments.of("net.jqwik..", "jqwik", "properties of users are what it is for"),
        Arguments.of("org.snakeyaml..", "scenario", "the rest sees scenarios, never YAML"));
  }

  @Test
  void only_the_command_line_prints() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("cli"))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(PRINTS_A_STACK_TRACE)
            .because(
                "stdout is the result and stderr the progress, and cli alone decides on both"));
  }

  @Test
  void only_the_command_line_exits() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("cli"))
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .because(
                "exit codes are a promise of the command line, and tests must survive a check"));
  }

  @Test
  void a_lack_of_memory_is_told_from_other_errors_in_one_place() {
    check(
        noCodeUnits()
            .should(catchOne(OutOfMemoryError.class, VirtualMachineError.class))
            .because(
                "Java often tells a lack of memory by another error, which OutOfMemory knows"));
    check(
        classes()
            .that(catchErrors())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(OutOfMemory.class)
            .because("an error that is caught is either a lack of memory or thrown again"));
  }

  @Test
  void parameters_and_components_are_few() {
    check(
        noCodeUnits()
            .that(areWritten())
            .should(haveTooManyParameters())
            .because("values that belong together are a value of their own"));
  }

  /** A lambda also has for parameters what it takes from around it. */
  private static DescribedPredicate<JavaCodeUnit> areWritten() {
    return DescribedPredicate.describe(
        "are written by hand", unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC));
  }

  private static ArchCondition<JavaCodeUnit> haveTooManyParameters() {
    return ArchCondition.from(
        DescribedPredicate.describe(
            "have more than " + PARAMETERS_MAX + " parameters",
            unit ->
                unit.getParameterTypes().size()
                    > PARAMETERS_STILL.getOrDefault(unit.getOwner().getName(), PARAMETERS_MAX)));
  }

  private static ArchCondition<JavaCodeUnit> catchOne(Class<?>... errors) {
    return ArchCondition.from(
        DescribedPredicate.describe(
            "catch one of " + Arrays.toString(errors), unit -> catchesOne(unit, errors)));
  }

  private static DescribedPredicate<JavaClass> catchErrors() {
    return DescribedPredicate.describe(
        "catch Error",
        type -> type.getCodeUnits().stream().anyMatch(unit -> catchesOne(unit, Error.class)));
  }

  private static boolean catchesOne(JavaCodeUnit unit, Class<?>... errors) {
    return unit.getTryCatchBlocks().stream()
        .flatMap(block -> block.getCaughtThrowables().stream())
        .anyMatch(caught -> Arrays.stream(errors).anyMatch(caught::isEquivalentTo));
  }

  private static void check(ArchRule rule) {
    rule.check(TARRY);
  }

  private static String packageOf(String layer) {
    return "io.tarry." + layer + "..";
  }

  private static String[] packagesOf(List<String> layers) {
    return layers.stream().map(ArchitectureTest::packageOf).toArray(String[]::new);
  }
}
