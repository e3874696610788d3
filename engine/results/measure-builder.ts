/** Collects the measures of a model while it is built, and hands each its place in the numbers of a replication. */
import type { GoodDirection, MeasureInfo, MeasureLayout } from './measures';

/** What a service says of one of its measures. */
export interface MeasureText {
  name: string;
  title: string;
  unit: string;
  definition: string;
  good?: GoodDirection;
  /** For a part of the people or posts: `attribute=value`. */
  part?: string;
}

/** @see the file's comment */
export class MeasureBuilder {
  private readonly measures: MeasureInfo[] = [];
  private valuesLength = 0;
  private histogramsLength = 0;

  /**
   * @param steps steps of every series
   * @param stepDays length of a step
   */
  constructor(
    readonly steps: number,
    readonly stepDays: number,
  ) {}

  /** A measure with one value per replication. @returns its place in `values` */
  scalar(service: string, text: MeasureText): number {
    const offset = this.valuesLength++;
    this.push(service, text, 'scalar', offset, 1);
    return offset;
  }

  /** A measure with one value per step. @returns the place of its first value */
  series(service: string, text: MeasureText): number {
    const offset = this.valuesLength;
    this.valuesLength += this.steps;
    this.push(service, text, 'series', offset, this.steps, this.stepDays);
    return offset;
  }

  /** A histogram of `bins` bins of `binWidth` units. @returns the place of its first count in `histograms` */
  histogram(service: string, text: MeasureText, bins: number, binWidth: number): number {
    const offset = this.histogramsLength;
    this.histogramsLength += bins;
    this.push(service, text, 'histogram', offset, bins, binWidth);
    return offset;
  }

  /**
   * A curve over time waited, of `points` points, the first `step` axis units from 0.
   * @returns the place of its first value
   */
  curve(service: string, text: MeasureText, at: { points: number; step: number; axisUnit: string }): number {
    const offset = this.valuesLength;
    this.valuesLength += at.points;
    this.push(service, text, 'curve', offset, at.points, at.step, at.axisUnit);
    return offset;
  }

  /** Everything so far. */
  layout(): MeasureLayout {
    return { measures: this.measures, valuesLength: this.valuesLength, histogramsLength: this.histogramsLength };
  }

  private push(
    service: string,
    text: MeasureText,
    shape: MeasureInfo['shape'],
    offset: number,
    length: number,
    step?: number,
    axisUnit?: string,
  ): void {
    const { name, title, unit, definition, good = 'none', part } = text;
    const id = part === undefined ? `${service}.${name}` : `${service}.${name}[${part}]`;
    this.measures.push({
      id,
      service,
      name,
      title,
      unit,
      definition,
      good,
      shape,
      offset,
      length,
      ...(step === undefined ? {} : { step }),
      ...(axisUnit === undefined ? {} : { axisUnit }),
    });
  }
}
