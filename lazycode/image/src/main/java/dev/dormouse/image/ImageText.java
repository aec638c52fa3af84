package dev.dormouse.image;

import dev.dormouse.code.LazyText;

/** A docstring that is still in its image. */
final class ImageText implements LazyText {
  private final Image image;
  private final int id;

  ImageText(Image image, int id) {
    this.image = image;
    this.id = id;
  }

  @Override
  public String read() {
    return image.docstrings().string(id);
  }
}
