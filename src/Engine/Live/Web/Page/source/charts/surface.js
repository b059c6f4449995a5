import { whenColorsChange } from './colors.js';

/** A canvas that is as sharp as the screen, is painted anew when its size or the colours change, and says in words what it shows. */
export class Surface {
  #painter = null;
  #wanted = false;
  #isVisible = true;

  /**
   * @param {string} label what it is, for those who do not see it
   * @param {(width: number) => number} heightOf its height for a width, both in CSS pixels
   */
  constructor(label, heightOf) {
    this.element = document.createElement('canvas');
    this.element.setAttribute('role', 'img');
    this.element.className = 'chart';
    this.heightOf = heightOf;
    this.describe(label);
    new ResizeObserver(() => this.#ask()).observe(this.element);
    new IntersectionObserver(entries => {
      this.#isVisible = entries[entries.length - 1].isIntersecting;
      if (this.#isVisible) this.#ask();
    }, { rootMargin: '100px' }).observe(this.element);
    whenColorsChange(() => this.#ask());
  }

  describe(label) {
    if (this.element.getAttribute('aria-label') !== label) this.element.setAttribute('aria-label', label);
  }

  /** @param {(context: CanvasRenderingContext2D, width: number, height: number) => void} painter */
  paint(painter) {
    this.#painter = painter;
    this.#ask();
  }

  #ask() {
    if (this.#wanted || !this.#painter || !this.#isVisible) return;
    this.#wanted = true;
    requestAnimationFrame(() => this.#paintNow());
  }

  #paintNow() {
    this.#wanted = false;
    const width = this.element.clientWidth;
    if (width === 0) return;
    const height = Math.round(this.heightOf(width));
    const scale = Math.min(3, window.devicePixelRatio || 1);
    const [pixelsWide, pixelsHigh] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.element.width !== pixelsWide || this.element.height !== pixelsHigh) {
      this.element.width = pixelsWide;
      this.element.height = pixelsHigh;
      this.element.style.height = `${height}px`;
    }

    const context = this.element.getContext('2d');
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#painter(context, width, height);
  }
}
