import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TargetOutcome } from '../../engine/results/measures';
import type { Names } from '../state/names';
import type { Solution } from '../state/solution';
import {
  describeBound,
  describeChanceDifference,
  describeChances,
  describeDeadline,
  describeUncounted,
  formatChance,
  formatChanceInterval,
  type ScenarioChance,
} from '../words/targets';
import { HrElement } from './element';
import { Portions } from './portions';
import './swatch';
import './targets.css';
import './term';

/** Sentences shown before the table. */
const MOST_SENTENCES = 3;

/** Whether the scenarios of a solution are judged by any target. */
export function hasTargets({ runs }: Solution): boolean {
  return runs.some(({ summary }) => (summary.targets?.length ?? 0) > 0);
}

/** How likely each scenario is to meet each target: in words first, then as a table. */
@customElement('hr-targets')
export class HrTargets extends HrElement {
  @property({ attribute: false }) solution!: Solution;
  @property({ attribute: false }) names!: Names;
  readonly #portions = new Portions(this);

  protected override render() {
    const { solution } = this;
    const targets = this.#targets();
    if (targets.length === 0) return nothing;
    const more = targets.length - MOST_SENTENCES;
    return html`<section aria-labelledby="targets-title">
      <h2 id="targets-title">Chances of meeting the targets</h2>
      <p class="quiet">
        The <hr-term term="chance" text="chance"></hr-term> of a target is the share of runs that meet it; the 95%
        interval stands in brackets.
        ${
          solution.comparisons.some(({ targets = [] }) => targets.length > 0)
            ? 'Whether two chances differ is judged by runs in pairs, since all scenarios meet the same luck: whether two ' +
              'intervals overlap does not tell.'
            : nothing
        }
      </p>
      ${targets
        .slice(0, MOST_SENTENCES)
        .map(({ id }) => html`<p class="sentence" data-target-sentence>${describeChances(this.#chancesOf(id))}</p>`)}
      ${more > 0 ? html`<p class="quiet">${more} more ${more === 1 ? 'is' : 'are'} in the table.</p>` : nothing}
      <div class="card scrolls" tabindex="0" role="region" aria-label="Table of targets">
        ${this.#renderTable(targets)}
      </div>
    </section>`;
  }

  /** Every target once, in the order of the scenario. */
  #targets(): TargetOutcome[] {
    const found = new Map<string, TargetOutcome>();
    for (const { summary } of this.solution.runs) {
      for (const target of summary.targets ?? []) if (!found.has(target.id)) found.set(target.id, target);
    }
    return [...found.values()];
  }

  #chancesOf(id: string): ScenarioChance[] {
    const { runs, comparisons } = this.solution;
    return runs.map(({ title, summary }, i) => ({
      title,
      outcome: summary.targets?.find((target) => target.id === id),
      difference: comparisons[i - 1]?.targets?.find((target) => target.id === id),
    }));
  }

  #renderTable(targets: readonly TargetOutcome[]) {
    const titles = this.#titles();
    return html`<table>
      <caption class="hidden">
        Runs of each scenario that meet each target
      </caption>
      <thead>
        <tr>
          <th scope="col">Target</th>
          ${titles.map((title, i) => html`<th scope="col"><hr-swatch .position=${i}></hr-swatch>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.#portions.of(targets).map((target) => this.#renderRow(target, titles))}
      </tbody>
    </table>`;
  }

  #titles(): string[] {
    return this.solution.runs.map(({ title }, i) => (i === 0 ? 'Baseline' : title));
  }

  #renderRow(target: TargetOutcome, titles: readonly string[]) {
    return html`<tr>
      <th scope="row">${target.title}<span class="quiet">${this.#define(target)}</span></th>
      ${this.#chancesOf(target.id).map((chance, i) => this.#renderChance(target, chance, titles[i]))}
    </tr>`;
  }

  #renderChance(target: TargetOutcome, { outcome, difference }: ScenarioChance, label: string) {
    if (outcome === undefined) return html`<td data-label=${label}>not a target</td>`;
    const interval = formatChanceInterval(outcome);
    const bound = describeBound(outcome);
    const count = `${outcome.met} of ${outcome.replications} replication${outcome.replications === 1 ? '' : 's'}`;
    return html`<td data-label=${label}>
      <span class="chance">${formatChance(outcome)}${interval === '' ? nothing : ` (${interval})`}</span>
      <span class="quiet chance">${outcome.share === null ? 'Seen in no replication' : count}</span>
      ${difference === undefined ? nothing : html`<span class="chance">${describeChanceDifference(difference)}</span>`}
      ${bound === describeBound(target) ? nothing : html`<span class="quiet">Here: ${bound}</span>`}
    </td>`;
  }

  /** Measure, bound, deadline, and what the measure counts. */
  #define(target: TargetOutcome): string {
    const { names, solution } = this;
    const shape = target.by === undefined ? 'scalar' : 'series';
    const info = solution.layout.measures.find((measure) => measure.id === target.measure && measure.shape === shape);
    if (info === undefined) return `${target.measure}: ${describeBound(target)}.`;
    const what = `${names.measure(info)}, ${names.service(info.service)}: ${describeBound(target)}.`;
    const uncounted = describeUncounted(info.name, names.kind(info.service));
    return [what, info.definition, describeDeadline(target, info.step), uncounted]
      .filter((text) => text !== '')
      .join(' ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hr-targets': HrTargets;
  }
}
