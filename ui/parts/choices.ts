import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { writeComparison } from '../export/comparison-file';
import { download, fileNameFrom } from '../export/download';
import { changesFor } from '../state/changes';
import type { ChangeSet } from '../state/choices';
import { newSetId } from '../state/own-changes';
import type { PageState } from '../state/page-state';
import type { Store } from '../state/store';
import { countInWords, formatDuration } from '../words/numbers';
import './baseline-box';
import './change-picker';
import type { HrChangePicker } from './change-picker';
import { HrElement } from './element';
import './run-bar';
import './run-settings';
import './scenario-list';
import './choices.css';

/** Everything that a person can choose: the baseline, the scenarios, the run settings. Beside the results, or folded. */
@customElement('hr-choices')
export class HrChoices extends HrElement {
  @property({ attribute: false }) store!: Store;
  @property({ attribute: false }) page!: PageState;
  /** Whether there is something to run or to stop: on a narrow window the button then stays in sight. */
  @property({ type: Boolean }) callsForRun = false;
  /** Unfolded on a narrow window. On a wide one it always is. */
  @state() private isUnfolded = false;
  @query('hr-change-picker') private picker!: HrChangePicker;

  protected override render() {
    const { page, store } = this;
    const { choices, baseline, run } = page;
    const available = changesFor(baseline, page.available);
    return html`<aside aria-label="What is compared">
      <button type="button" class="fold" aria-expanded=${this.isUnfolded} aria-controls="choices" @click=${this.#fold}>
        <span><strong>What is compared</strong><span class="quiet small">${this.#inShort()}</span></span>
        <wa-icon name="down" aria-hidden="true"></wa-icon>
      </button>
      <div id="choices" class=${this.isUnfolded ? 'unfolded' : ''}>
        <section>
          <h2>Service</h2>
          <hr-baseline-box
            .baseline=${baseline}
            @open=${(event: CustomEvent<File>) => void store.open(event.detail)}
            @save=${this.#save}
            @reset=${() => void store.reset()}
          ></hr-baseline-box>
        </section>
        <section>
          <h2>Scenarios</h2>
          <hr-scenario-list
            .sets=${choices.sets}
            .available=${page.available}
            .refusals=${page.refusals}
            @edit=${(event: CustomEvent<ChangeSet | null>) => void this.picker.open(event.detail, newSetId(choices.sets))}
            @remove=${(event: CustomEvent<string>) => store.removeSet(event.detail)}
          ></hr-scenario-list>
        </section>
        <section>
          <h2>Run</h2>
          <hr-run-settings
            .choices=${choices}
            @choose=${(event: CustomEvent) => store.choose(event.detail)}
          ></hr-run-settings>
        </section>
      </div>
      <div class="run-row ${this.callsForRun ? 'calls' : ''}">
        <hr-run-bar
          .run=${run}
          ?disabled=${!baseline}
          .label=${choices.sets.length > 0 ? 'Run the comparison' : 'Run the baseline'}
          @run=${() => void store.run()}
          @cancel=${() => store.cancel()}
        ></hr-run-bar>
        ${page.isKept ? nothing : html`<p class="quiet small">This browser does not keep your choices.</p>`}
      </div>
      <hr-change-picker
        .available=${available}
        .publications=${baseline?.info.sources ?? {}}
        .check=${(ids: readonly string[]) => store.check(ids)}
        @choose=${(event: CustomEvent<ChangeSet>) => store.putSet(event.detail)}
      ></hr-change-picker>
    </aside>`;
  }

  readonly #fold = () => {
    this.isUnfolded = !this.isUnfolded;
  };

  #inShort(): string {
    const { sets, horizonDays } = this.page.choices;
    return `${countInWords(sets.length)} scenario${sets.length === 1 ? '' : 's'}, ${formatDuration(horizonDays)} ahead`;
  }

  readonly #save = async () => {
    const title = this.page.baseline?.info.title ?? 'comparison';
    const { comparisonFrom } = await import('../state/sharing');
    const file = await comparisonFrom(this.store);
    download(fileNameFrom(`headroom ${title}`, 'json'), writeComparison(file), 'application/json');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-choices': HrChoices;
  }
}
