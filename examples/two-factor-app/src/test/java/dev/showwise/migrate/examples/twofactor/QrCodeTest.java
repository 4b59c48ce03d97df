package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is drawn is read back from what is seen. */
class QrCodeTest {
  private static final String URI = Enrolment.of("Mira Ünsal", new byte[20]).uri();

  private final QrCode code = QrCode.of(URI);

  @Test
  void the_uri_is_one_that_apps_know() {
    assertThat(URI)
        .isEqualTo(
            "otpauth://totp/ShowWise:Mira%20%C3%9Cnsal?secret=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                + "&issuer=ShowWise&algorithm=SHA1&digits=6&period=30");
    assertThat(Enrolment.of("mira", new byte[20])).hasToString("Enrolment[mira]");
  }

  @Test
  void a_picture() throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(code.png()));

    assertThat(image.getWidth()).isEqualTo(image.getHeight());
    assertThat(text(image)).isEqualTo(URI);
  }

  @Test
  void half_blocks_in_a_terminal() throws Exception {
    List<String> rows = new ArrayList<>();
    code.halfBlocks().lines().forEach(line -> {
      rows.add(line.replace('▀', '█').replace('▄', ' '));
      rows.add(line.replace('▄', '█').replace('▀', ' '));
    });

    assertThat(text(drawn(rows, 1))).isEqualTo(URI);
  }

  @Test
  void plain_ascii_in_a_terminal() throws Exception {
    List<String> rows = code.ascii().lines().map(line -> line.replace('#', '█')).toList();

    assertThat(code.ascii()).matches("[# \n]+");
    assertThat(text(drawn(rows, 2))).isEqualTo(URI);
  }

  /** As a phone sees it: full blocks are light. */
  private static BufferedImage drawn(List<String> rows, int charactersToAModule) {
    int scale = 4;
    int modules = rows.get(0).length() / charactersToAModule;
    BufferedImage image =
        new BufferedImage(modules * scale, rows.size() * scale, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        char seen = rows.get(y / scale).charAt(x / scale * charactersToAModule);
        image.setRGB(x, y, seen == '█' ? 0xFFFFFF : 0);
      }
    }
    return image;
  }

  private static String text(BufferedImage image) throws Exception {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    RGBLuminanceSource source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    return new QRCodeReader()
        .decode(new BinaryBitmap(new HybridBinarizer(source)))
        .getText();
  }
}
