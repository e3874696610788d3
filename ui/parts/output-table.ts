/** The numbers of figures as a table: one row for each place, service or part, with each scenario's value and, below it, its difference. */
import { html, nothing } from 'lit';
import type { Difference, OutputFigure, OutputRow } from '../../engine/results/outputs';
import { decimalsOfFigure, differenceCell, levelCell, rowName, type Places } from '../words/outputs';
import { unitWords } from '../words/units';
import './verdict';

/** What a table needs beside its figures. */
export interface OutputTable {
  caption: string;
  figures: readonly Pick<OutputFigure, 'title' | 'about' | 'unit' | 'rows'>[];
  places: Places;
  /** Titles, the baseline first. */
  scenarios: readonly string[];
}

/** Render figures, each under a heading of its own. */
export function outputTable({ caption, figures, places, scenarios }: OutputTable) {
  return html`<div class="scrolls" tabindex="0" role="region" aria-label="Table: ${caption}">
    <table class="outputs">
      <caption class="hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Where</th>
          ${scenarios.map((title) => html`<th scope="col" class="number">${title}</th>`)}
        </tr>
      </thead>
      ${figures.map((figure) => renderFigure(figure, places, scenarios))}
    </table>
  </div>`;
}

function renderFigure(
  figure: Pick<OutputFigure, 'title' | 'about' | 'unit' | 'rows'>,
  places: Places,
  scenarios: readonly string[],
) {
  const decimals = decimalsOfFigure(figure);
  return html`<tbody>
    <tr class="figure">
      <th scope="rowgroup" colspan=${1 + scenarios.length}>
        ${figure.title}, ${unitWords(figure.unit).axis}<span class="quiet small">${figure.about}</span>
      </th>
    </tr>
    ${figure.rows.map((row) => renderRow(row, figure.unit, decimals, places, scenarios))}
  </tbody>`;
}

function renderRow(row: OutputRow, unit: string, decimals: number, places: Places, scenarios: readonly string[]) {
  return html`<tr>
    <th scope="row">${rowName(row, places) || 'All places'}</th>
    ${row.levels.map((level, i) => {
      const difference = i === 0 ? null : row.differences[i - 1];
      return html`<td class="number" data-label=${scenarios[i]}>
        ${levelCell(level, unit, decimals)}${difference ? renderDifference(difference, unit, decimals) : nothing}
      </td>`;
    })}
  </tr>`;
}

function renderDifference(difference: NonNullable<Difference>, unit: string, decimals: number) {
  const isSure = difference.verdict !== 'too close to call';
  return html`<span class="difference quiet"
    >${isSure ? html`<hr-verdict .verdict=${difference.verdict}></hr-verdict>` : nothing}<span
      ><span class="hidden">Difference: </span>${differenceCell(difference, unit, decimals)}</span
    ></span
  >`;
}
