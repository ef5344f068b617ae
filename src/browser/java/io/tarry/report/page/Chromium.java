package io.tarry.report.page;

import java.io.File;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browser that {@code .ci/browse} found, without a window. */
final class Chromium {

  private Chromium() {}

  static ChromeDriver open() {
    LoggingPreferences all = new LoggingPreferences();
    all.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(needed("browser.binary"));
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.setCapability("goog:loggingPrefs", all);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(needed("browser.driver")))
            .build();
    return new ChromeDriver(service, options);
  }

  private static String needed(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .orElseThrow(() -> new AssertionError("-D" + property + " is missing; run .ci/browse"));
  }
}
