/**
 * People who qualify for a post of another kind: at a rate, or by a course with stages. Whoever is on a course keeps the post,
 * is away on its days, and moves to a vacant post of the new kind after the last stage; or fails, or leaves.
 */
import type { Quantities } from '../expression/quantities';
import type { Distribution } from '../random/distribution';
import { ln } from '../random/elementary';
import { hashText } from '../random/key';
import { purposeOf, type KeyedDraws } from '../random/keyed-draws';
import type { PostTable } from './post-table';
import { isAwayDay, type AwayDays } from './protected-time';

const BEGINS = purposeOf('post', 'qualification');
const STAGE = purposeOf('post', 'course:stage');
const PASSES = purposeOf('post', 'course:pass');

/** A stage of a course; numbers named after fields are indices of quantities, `start` −1 where nobody is in it at the start. */
export interface StageSpec {
  length: Distribution;
  away: AwayDays | null;
  pass: number;
  start: number;
}

/** People who qualify into vacant posts of a group. */
export interface QualificationSpec {
  id: string;
  title: string;
  /** Group they leave, or −1. */
  from: number;
  to: number;
  rate: number;
  /** Null: they qualify at the rate, and nothing is said of how. */
  stages: StageSpec[] | null;
}

/** Somebody on a course. */
interface Student {
  qualification: number;
  /** Own number among those who ever began; a key of draws. */
  number: number;
  /** Post held meanwhile, or −1. */
  post: number;
  /** Stage, up to the number of stages: then all are passed. */
  stage: number;
  endsAt: number;
}

/** What befalls posts when somebody moves on. */
export interface Movements {
  /** The holder leaves the post. */
  leave(post: number, day: number): void;
  /** Somebody takes up the post; `isNew` unless they come from another post here. */
  fill(post: number, day: number, isNew: boolean): void;
}

/** How courses ended, by qualification. */
export const QUALIFIED = 0;
export const FAILED = 1;
export const LEFT = 2;

/** All who qualify. */
export class Courses {
  /** Ends of courses of each kind, by qualification, since the last restart. */
  readonly ended: Float64Array[];
  private readonly summedRate: Float64Array;
  private readonly beginsAt: Float64Array;
  private readonly begun: Int32Array;
  private students: Student[] = [];
  private readonly studentIn: (Student | null)[];

  constructor(
    private readonly specs: readonly QualificationSpec[],
    private readonly table: PostTable,
    private readonly quantities: Quantities,
    private readonly draws: KeyedDraws,
    private readonly movements: Movements,
  ) {
    this.summedRate = new Float64Array(specs.length);
    this.beginsAt = new Float64Array(specs.length);
    this.begun = new Int32Array(specs.length);
    this.ended = specs.map(() => new Float64Array(3));
    this.studentIn = Array.from({ length: table.count }, () => null);
  }

  /** A new replication. Posts are as they are at the start. */
  reset(): void {
    this.summedRate.fill(0);
    this.begun.fill(0);
    this.beginsAt.fill(0);
    this.students.length = 0;
    this.studentIn.fill(null);
    this.specs.forEach((spec, i) => {
      this.drawNext(i);
      this.startInTheMiddle(spec, i);
    });
    this.restart();
  }

  /** Forget what was counted. */
  restart(): void {
    for (const counts of this.ended) counts.fill(0);
  }

  /** The day begins: stages end, those who have passed take vacant posts, and others begin. */
  startDay(day: number): void {
    for (let i = 0; i < this.specs.length; i++) {
      const spec = this.specs[i];
      if (spec.stages !== null) this.advance(i, spec.stages, day);
      this.summedRate[i] += this.quantities.values[spec.rate];
      while (this.summedRate[i] >= this.beginsAt[i]) {
        if (spec.stages === null) {
          // Whoever finds no post waits for it.
          if (!this.takePost(spec, this.anybody(spec), day)) break;
        } else if (!this.begin(i, spec, day)) {
          // Places that nobody can take lapse.
          this.beginsAt[i] = this.summedRate[i];
          this.drawNext(i);
          break;
        }
        this.drawNext(i);
      }
    }
  }

  /** The holder of a post has left; a course ends with it. */
  postLeft(post: number): void {
    const student = this.studentIn[post];
    if (student !== null) this.end(student, LEFT);
  }

  /** Whether the holder is on a course: has begun, and not passed its last stage. */
  isStudent(post: number): boolean {
    return this.stageOf(this.studentIn[post]) !== null;
  }

  /** Whether the course takes the whole of a day. */
  isStudying(post: number, day: number): boolean {
    const stage = this.stageOf(this.studentIn[post]);
    if (stage === null || stage.away === null) return false;
    const { calendar } = this.table.group(post);
    return isAwayDay(stage.away, this.quantities.values, calendar, day, this.table.ordinal[post]);
  }

  /** People on the course of a qualification now. */
  studentsOf(qualification: number): number {
    let count = 0;
    for (const student of this.students)
      if (student.qualification === qualification && this.stageOf(student) !== null) count++;
    return count;
  }

  private stageOf(student: Student | null): StageSpec | null {
    if (student === null) return null;
    return this.specs[student.qualification].stages?.[student.stage] ?? null;
  }

  private drawNext(i: number): void {
    this.begun[i]++;
    this.beginsAt[i] -= ln(this.draws.uniformOf(hashText(this.specs[i].id), 0, BEGINS, this.begun[i]));
  }

  /** The first who holds a post to come from; −1 when people come from outside, −2 when there is nobody. */
  private anybody({ from }: QualificationSpec): number {
    if (from < 0) return -1;
    const post = this.table.findPost(from, 1);
    return post < 0 ? -2 : post;
  }

  /** Somebody who has qualified takes a vacant post. @param from post that they hold, −1 for none, −2: nobody is there */
  private takePost({ to }: QualificationSpec, from: number, day: number): boolean {
    const post = this.table.findPost(to, 0);
    if (post < 0 || from === -2) return false;
    if (from >= 0) this.movements.leave(from, day);
    this.movements.fill(post, day, from < 0);
    return true;
  }

  private begin(i: number, spec: QualificationSpec, day: number): boolean {
    const post = this.candidate(i, spec);
    if (post === -2) return false;
    this.enrol(i, this.begun[i], post, 0).endsAt = day + this.lengthOf(i, this.begun[i], 0);
    return true;
  }

  /** Whoever is longest in post and on no course; −1: somebody from outside, −2: nobody. No more come from outside than posts wait for. */
  private candidate(i: number, { from, to }: QualificationSpec): number {
    if (from < 0) {
      const others = this.students.reduce((sum, student) => sum + (student.qualification === i ? 1 : 0), 0);
      return others < this.table.postsOf(to).length ? -1 : -2;
    }
    let best = -2;
    for (const post of this.table.postsOf(from)) {
      if (this.table.filled[post] === 0 || this.studentIn[post] !== null) continue;
      if (best < 0 || this.table.startedOn[post] < this.table.startedOn[best]) best = post;
    }
    return best;
  }

  private enrol(qualification: number, number: number, post: number, stage: number): Student {
    const student = { qualification, number, post, stage, endsAt: 0 };
    this.students.push(student);
    if (post >= 0) this.studentIn[post] = student;
    return student;
  }

  /** Stages that are over are passed or failed; the next begins at the instant at which the last one ended. */
  private advance(i: number, stages: readonly StageSpec[], day: number): void {
    for (const student of this.students.slice()) {
      if (student.qualification !== i) continue;
      while (student.stage < stages.length && student.endsAt <= day) {
        const { pass } = stages[student.stage];
        const u = this.draws.uniformOf(hashText(this.specs[i].id), student.number, PASSES, student.stage);
        if (u >= this.quantities.values[pass]) {
          this.end(student, FAILED);
          break;
        }
        student.stage++;
        if (student.stage < stages.length) student.endsAt += this.lengthOf(i, student.number, student.stage);
      }
      if (student.stage < stages.length || !this.students.includes(student)) continue;
      if (this.table.findPost(this.specs[i].to, 0) < 0) continue;
      this.end(student, QUALIFIED);
      this.takePost(this.specs[i], student.post, day);
    }
  }

  private end(student: Student, how: number): void {
    this.ended[student.qualification][how]++;
    this.students.splice(this.students.indexOf(student), 1);
    if (student.post >= 0) this.studentIn[student.post] = null;
  }

  /** Those in a stage at the start are in the middle of it. */
  private startInTheMiddle({ id, stages, ...spec }: QualificationSpec, i: number): void {
    let number = 0;
    stages?.forEach((stage, k) => {
      const people = stage.start < 0 ? 0 : Math.round(this.quantities.values[stage.start]);
      for (let n = 0; n < people; n++) {
        const post = this.candidate(i, { id, stages, ...spec });
        if (post === -2) return;
        number--;
        const student = this.enrol(i, number, post, k);
        const generator = this.draws.seek(hashText(id), number, STAGE, k);
        if (stage.length.mean() > 0) student.endsAt = stage.length.sampleLengthBiased(generator) * generator.uniform();
      }
    });
  }

  private lengthOf(i: number, number: number, stage: number): number {
    const { id, stages } = this.specs[i];
    return stages![stage].length.sample(this.draws.seek(hashText(id), number, STAGE, stage));
  }
}
