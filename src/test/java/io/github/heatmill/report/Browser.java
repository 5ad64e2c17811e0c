package io.github.heatmill.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window, as people open pages with. */
public final class Browser implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final long HEIGHT = 900;

  /** Higher ones Chromium refuses to draw at once. */
  private static final long HIGHEST = 8000;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Why tests with a browser are skipped. */
  public static final String MISSING =
      "Missing /usr/bin/chromium or /usr/bin/chromedriver (Debian: chromium chromium-driver)";

  /** For {@code @EnabledIf}: tests with a browser are left out where there is none. */
  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM) && Files.isExecutable(DRIVER);
  }

  /** Given both paths, Selenium looks for nothing and downloads nothing. */
  public static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(PROGRAM.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Opens a file, in a window of 1280 pixels. */
  public Browser open(Path file) {
    width(1280);
    driver.get(file.toUri().toString());
    // On a busy machine Chromium is still reading the page, and its scripts may not have run.
    driver.executeAsyncScript(
        "const done = arguments[0];"
            + "if (document.readyState === 'complete') done(); else addEventListener('load', () => done())");
    return this;
  }

  /** Makes the window this wide: 390 is a phone. A real window cannot be so narrow. */
  public Browser width(int pixels) {
    window(pixels, HEIGHT);
    settle();
    return this;
  }

  /** Charts follow what happens to the page one frame later. */
  private void settle() {
    driver.executeAsyncScript(
        "const done = arguments[0]; requestAnimationFrame(() => setTimeout(done, 50));");
  }

  private void window(long width, long height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** The first element that a CSS selector finds. */
  public WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The visible texts of the elements, empty for hidden ones. */
  public List<String> texts(String selector) {
    return all(selector).stream().map(WebElement::getText).toList();
  }

  /** Clicks an element, wherever on the page it is. */
  public void press(WebElement element) {
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
    settle();
  }

  /** Takes one of a selection's options, by its value. */
  public void choose(String selector, String value) {
    driver.executeScript(
        "const [select, value] = arguments; select.value = value;"
            + "select.dispatchEvent(new Event('change', {bubbles: true}))",
        find(selector),
        value);
  }

  /** Texts that are wider than the place that shows them. */
  public List<String> cutOff(String selector) {
    return all(selector).stream()
        .filter(element -> exceeds(element) && element.isDisplayed())
        .map(WebElement::getText)
        .toList();
  }

  private boolean exceeds(WebElement element) {
    return (Boolean)
        driver.executeScript(
            "return arguments[0].scrollWidth > arguments[0].clientWidth + 1", element);
  }

  /** The value of a JavaScript expression. */
  public Object evaluate(String expression) {
    return driver.executeScript("return " + expression);
  }

  /** The element that has the keyboard. */
  public WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Whether the page itself, not a box in it, is wider than its window. */
  public boolean scrollsSideways() {
    return (Boolean)
        evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** Errors and warnings since the last call, such as a request that the page's policy forbids. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(Object::toString)
        .toList();
  }

  /** Addresses that were requested since the last call, except for pictures within the page. */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JsonParser.parseString(entry.getMessage()).getAsJsonObject())
        .map(entry -> entry.getAsJsonObject("message"))
        .filter(entry -> entry.get("method").getAsString().equals("Network.requestWillBeSent"))
        .map(Browser::address)
        .filter(address -> !address.startsWith("data:"))
        .toList();
  }

  private static String address(JsonObject message) {
    return message.getAsJsonObject("params").getAsJsonObject("request").get("url").getAsString();
  }

  /** Writes a picture of the page as PNG: all of it, or its first 8000 pixels. */
  public void photograph(Path file) throws IOException {
    long width = (Long) evaluate("innerWidth");
    long height = (Long) evaluate("document.documentElement.scrollHeight");
    window(width, Math.min(HIGHEST, height));
    Object data = driver.executeCdpCommand("Page.captureScreenshot", Map.of()).get("data");
    window(width, HEIGHT);
    Files.write(file, Base64.getDecoder().decode((String) data));
  }

  /** Writes the page as it is printed, as PDF. */
  public void print(Path file) throws IOException {
    Object data = driver.executeCdpCommand("Page.printToPDF", Map.of()).get("data");
    Files.write(file, Base64.getDecoder().decode((String) data));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
