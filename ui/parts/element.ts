/** The base of every element of the page. */
import { LitElement } from 'lit';

/**
 * Renders into the page itself instead of a shadow root: labels, descriptions and skip links then work across elements,
 * and one stylesheet holds. Each element's rules stand beside it, nested under its tag.
 */
export class HrElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
