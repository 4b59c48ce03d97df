package dev.showwise.migrate.examples.showwise;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The objects that every stage plan designer offers, each with a simple drawing. */
enum StageObject {
  /** A box with a large and a small cone. */
  SPEAKER("Speaker", "Audio", 80, 80, """
      <rect x="4" y="4" width="72" height="72" rx="6" fill="#333"/>
      <circle cx="40" cy="48" r="20" fill="#777"/>
      <circle cx="40" cy="48" r="7" fill="#222"/>
      <circle cx="40" cy="17" r="7" fill="#777"/>
      """),
  /** A head, a handle and a foot. */
  MICROPHONE("Microphone", "Audio", 50, 100, """
      <path d="M25 40v48" stroke="#444" stroke-width="4"/>
      <ellipse cx="25" cy="91" rx="18" ry="6" fill="#444"/>
      <rect x="14" y="6" width="22" height="36" rx="11" fill="#888"/>
      <path d="M14 20h22M14 28h22" stroke="#555" stroke-width="2"/>
      """),
  /** A lamp and its beam. */
  SPOTLIGHT("Spotlight", "Lighting", 100, 100, """
      <path d="M38 36L8 94h84L62 36z" fill="#ffe9a0"/>
      <rect x="32" y="6" width="36" height="32" rx="8" fill="#222"/>
      <circle cx="50" cy="36" r="12" fill="#ffd23f"/>
      """),
  /** A back and a seat. */
  CHAIR("Chair", "Furniture", 60, 80, """
      <rect x="6" y="6" width="48" height="12" rx="5" fill="#6b4423"/>
      <rect x="8" y="24" width="44" height="48" rx="8" fill="#a9743f"/>
      """),
  /** A top, and the four legs under it. */
  TABLE("Table", "Furniture", 150, 100, """
      <rect x="5" y="5" width="140" height="90" rx="6" fill="#a9743f"/>
      <path d="M15 15h10v10h-10zM125 15h10v10h-10zM15 75h10v10h-10zM125 75h10v10h-10z" fill="#6b4423"/>
      """),
  /** Two boards with their bracing. */
  PLATFORM("Platform", "Structure", 200, 100, """
      <rect x="4" y="4" width="192" height="92" fill="#c9c2b4" stroke="#555" stroke-width="4"/>
      <path d="M100 4v92M4 4l96 92M100 4L4 96M100 4l96 92M196 4L100 96" stroke="#8a8376" stroke-width="2"/>
      """),
  /** A rail and folds. */
  CURTAIN("Curtain", "Structure", 200, 150, """
      <path d="M10 16h36v128q-18-14-36 0zM46 16h36v128q-18-14-36 0zM82 16h36v128q-18-14-36 0zM118 16h36v128q-18-14-36 0zM154 16h36v128q-18-14-36 0z" fill="#9b1b30" stroke="#5e0f1c" stroke-width="2"/>
      <rect x="2" y="6" width="196" height="10" rx="5" fill="#444"/>
      """),
  /** A bass drum, two toms, a snare and two cymbals. */
  DRUM_KIT("Drum Kit", "Props", 120, 100, """
      <circle cx="60" cy="58" r="30" fill="#b03a2e" stroke="#333" stroke-width="3"/>
      <circle cx="42" cy="24" r="14" fill="#eee" stroke="#333" stroke-width="3"/>
      <circle cx="78" cy="24" r="14" fill="#eee" stroke="#333" stroke-width="3"/>
      <circle cx="20" cy="76" r="15" fill="#eee" stroke="#333" stroke-width="3"/>
      <circle cx="14" cy="30" r="11" fill="#d4af37"/>
      <circle cx="106" cy="30" r="11" fill="#d4af37"/>
      """);

  private final String title;
  private final String category;
  private final int width;
  private final int height;
  private final String drawing;

  StageObject(String title, String category, int width, int height, String drawing) {
    this.title = title;
    this.category = category;
    this.width = width;
    this.height = height;
    this.drawing = drawing;
  }

  /** The name by which people and the migration know it. */
  String title() {
    return title;
  }

  String category() {
    return category;
  }

  /** In pixels, as placed on a plan. */
  int width() {
    return width;
  }

  /** In pixels, as placed on a plan. */
  int height() {
    return height;
  }

  /** The drawing as a data URI; Base64, so that no character of it needs escaping in a page. */
  String imageData() {
    String svg = """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
        %s</svg>
        """.formatted(width, height, width, height, drawing);
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
  }
}
