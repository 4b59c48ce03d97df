package dev.showwise.migrate.examples.twofactor;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A text as a QR code (ISO/IEC 18004), with the quiet zone of four modules around it. Immutable. */
final class QrCode {
  private static final int QUIET = 4;
  private static final int PIXELS = 8;

  private final BitMatrix modules;

  private QrCode(BitMatrix modules) {
    this.modules = modules;
  }

  static QrCode of(String text) {
    try {
      return new QrCode(new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(
                  EncodeHintType.MARGIN,
                  QUIET,
                  EncodeHintType.ERROR_CORRECTION,
                  ErrorCorrectionLevel.M,
                  EncodeHintType.CHARACTER_SET,
                  "UTF-8")));
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code: " + text.length(), e);
    }
  }

  /** As a PNG, eight pixels a module. */
  byte[] png() {
    int size = modules.getWidth() * PIXELS;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        image.setRGB(x, y, isDark(x / PIXELS, y / PIXELS) ? 0x000000 : 0xFFFFFF);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** For a terminal with light letters on dark: two modules to a character, one above the other. */
  String halfBlocks() {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y += 2) {
      for (int x = 0; x < modules.getWidth(); x++) {
        boolean above = !isDark(x, y);
        boolean below = !isDark(x, y + 1);
        text.append(above ? (below ? '█' : '▀') : (below ? '▄' : ' '));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The same in ASCII, for terminals without block elements: two characters to a module. */
  String ascii() {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        text.append(isDark(x, y) ? "  " : "##");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private boolean isDark(int x, int y) {
    return y < modules.getHeight() && modules.get(x, y);
  }
}
