/** Costumes, as one migration. */
module com.example.wardrobe {
  requires dev.showwise.migrate;
  requires static io.avaje.spi;

  provides dev.showwise.migrate.Migration with
      com.example.wardrobe.Costumes;
}
