package io.tarry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The jar that has all libraries in it says under which licences they are. */
class LicencesTest {

  @Test
  void every_library_of_the_pom_is_named() throws Exception {
    List<String> libraries = libraries();

    assertThat(libraries).contains("com.google.guava:guava");
    assertThat(Files.readString(Path.of("src/build/THIRD-PARTY.txt"))).contains(libraries);
  }

  /** All but those for tests alone. */
  private static List<String> libraries() throws Exception {
    NodeList dependencies =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile())
            .getElementsByTagName("dependency");
    List<String> libraries = new ArrayList<>();
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      String parent = dependency.getParentNode().getParentNode().getNodeName();
      String scope = text(dependency, "scope");
      boolean isInTheJar = scope.isEmpty() || scope.equals("runtime");
      if (isInTheJar && (parent.equals("project") || parent.equals("profile"))) {
        libraries.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
      }
    }
    return libraries;
  }

  private static String text(Element dependency, String tag) {
    NodeList all = dependency.getElementsByTagName(tag);
    return all.getLength() == 0 ? "" : all.item(0).getTextContent();
  }
}
