/** The base of every element of the page. */
import { LitElement } from 'lit';
import { drawPart } from './turns';

/**
 * Renders into the page itself instead of a shadow root: labels, descriptions and skip links then work across elements,
 * and one stylesheet holds. Each element's rules stand beside it, nested under its tag.
 */
export class HrElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** New elements are drawn when it is their turn, so that many at once never hold the page up; what is there changes at once. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    if (this.hasUpdated) return super.scheduleUpdate();
    return new Promise<void>((resolve, reject) => {
      // Waited for in a promise, so that whatever goes wrong is reported as it would be without a turn.
      drawPart(() => void this.#drawFirst().then(resolve, reject));
    });
  }

  async #drawFirst(): Promise<void> {
    await super.scheduleUpdate();
  }
}
