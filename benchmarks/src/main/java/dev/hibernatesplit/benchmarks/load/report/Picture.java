package dev.hibernatesplit.benchmarks.load.report;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;

/** A plot as an element of a page, with its picture inside. */
final class Picture {

  private static final int WIDTH = 1080;
  private static final double SCALE =
      1.25; // sharp enough for most screens, small enough for a file

  private Picture() {}

  static String figure(JFreeChart chart, int height, String caption) {
    return "<figure><img alt=\""
        + Tables.escaped(caption)
        + "\" src=\"data:image/png;base64,"
        + Base64.getEncoder().encodeToString(png(chart, height))
        + "\"><figcaption>"
        + Tables.escaped(caption)
        + "</figcaption></figure>\n";
  }

  private static byte[] png(JFreeChart chart, int height) {
    BufferedImage image =
        new BufferedImage(
            (int) (WIDTH * SCALE), (int) (height * SCALE), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.scale(SCALE, SCALE);
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
    graphics.dispose();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
