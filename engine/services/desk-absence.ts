/** Servers of a desk who are away: between jobs, and in spells (sickness) that come whether they are busy or not. */
import { purposeOf } from '../random/keyed-draws';
import { LevelTally } from '../results/tally';
import { RETURNS, SPELL } from './desk-events';
import type { AbsenceSpec } from './desk-spec';
import type { World } from './world';

/** A desk with absences has at most this many servers. */
const MOST_SERVERS = 20000;

/** The absences of one desk. Servers are numbered; those on shift are the first ones. */
export class Absences {
  /** Servers away between jobs now. */
  betweenJobs = 0;
  // Places of those away between jobs: the event of their return, and the places that are free.
  private returns: Int32Array = new Int32Array(0);
  private free: number[] = [];
  private gone = 0;

  /** Servers whose spells run, whether each is away (1) or there (0), and spells that each has begun. */
  private watched = 0;
  private away = new Uint8Array(0);
  private spells: Int32Array = new Int32Array(0);
  private onShift = 0;
  private awayOnShift = 0;

  private readonly betweenDraw: number;
  private readonly spellDraw: number;

  /** Servers on shift who are away for either reason. */
  private readonly level: LevelTally;

  /**
   * @param index of the desk among the services
   * @param id of the desk
   */
  constructor(
    private readonly world: World,
    private readonly index: number,
    private readonly id: string,
    private readonly spec: AbsenceSpec,
  ) {
    this.betweenDraw = purposeOf(id, 'between jobs');
    this.spellDraw = purposeOf(id, 'spell');
    this.level = new LevelTally(world.clock);
  }

  /** A new replication: nobody is away. */
  reset(): void {
    this.betweenJobs = 0;
    this.gone = 0;
    this.free.length = 0;
    for (let place = this.returns.length - 1; place >= 0; place--) this.free.push(place);
    this.returns.fill(-1);
    this.watched = 0;
    this.onShift = 0;
    this.awayOnShift = 0;
    this.level.reset(0);
  }

  /** Forget what was counted. */
  restart(): void {
    this.level.restart();
  }

  /** Servers on shift who are away, time average since the last restart. */
  meanAway(): number {
    return this.level.mean();
  }

  /**
   * Nobody waits: every server who is free goes away for a while.
   *
   * @param notAtWork servers who may work and do not
   * @returns whether somebody went
   */
  sendIdle(notAtWork: number): boolean {
    const { world, spec } = this;
    if (spec.betweenJobs === null || this.betweenJobs >= notAtWork) return false;
    while (this.betweenJobs < notAtWork) {
      const days = spec.betweenJobs.sample(world.things.seek(this.betweenDraw, this.gone++, 0, 0));
      const place = this.takePlace();
      this.returns[place] = world.schedule(world.clock[0] + days, this.index, RETURNS, place);
      this.betweenJobs++;
    }
    this.count();
    return true;
  }

  /** A server comes back from between jobs. */
  comeBack(place: number): void {
    this.returns[place] = -1;
    this.free.push(place);
    this.betweenJobs--;
    this.count();
  }

  /** Servers beyond these go off shift, or are away for another reason: their absence between jobs is over. */
  endBeyond(most: number): void {
    for (let place = this.returns.length - 1; this.betweenJobs > most && place >= 0; place--) {
      if (this.returns[place] < 0) continue;
      this.world.events.cancel(this.returns[place]);
      this.returns[place] = -1;
      this.free.push(place);
      this.betweenJobs--;
    }
    this.count();
  }

  /** How many of the first `servers` are away in a spell. Spells of servers who were never on shift begin now. */
  awayAmong(servers: number): number {
    if (this.spec.spells === null) return 0;
    while (this.watched < servers) this.watch();
    if (servers !== this.onShift) {
      this.onShift = servers;
      this.awayOnShift = 0;
      for (let server = 0; server < servers; server++) this.awayOnShift += this.away[server];
    }
    return this.awayOnShift;
  }

  /** A server goes away, or is back. */
  endSpell(server: number): void {
    this.away[server] = 1 - this.away[server];
    if (server < this.onShift) this.awayOnShift += this.away[server] === 1 ? 1 : -1;
    this.beginSpell(server);
  }

  /** Spells of one more server begin: it is there. */
  private watch(): void {
    const server = this.watched++;
    if (server === MOST_SERVERS) {
      throw new RangeError(
        `services.${this.id}.absence: spells are for at most ${MOST_SERVERS} servers; lower their number.`,
      );
    }
    if (server === this.away.length) {
      const length = Math.max(16, server * 2);
      const away = new Uint8Array(length);
      away.set(this.away);
      this.away = away;
      this.spells = longer(this.spells, length);
    }
    this.away[server] = 0;
    this.spells[server] = 0;
    this.beginSpell(server);
  }

  private beginSpell(server: number): void {
    const { world, index } = this;
    const { present, away } = this.spec.spells!;
    const generator = world.things.seek(this.spellDraw, server, 0, this.spells[server]++);
    const days = (this.away[server] === 1 ? away : present).sample(generator);
    world.schedule(world.clock[0] + days, index, SPELL, server);
  }

  private count(): void {
    this.level.set(this.betweenJobs + this.awayOnShift);
  }

  private takePlace(): number {
    if (this.free.length === 0) {
      const before = this.returns.length;
      if (before >= MOST_SERVERS) {
        throw new RangeError(
          `services.${this.id}.absence: betweenJobs is for at most ${MOST_SERVERS} servers; lower their number.`,
        );
      }
      const after = Math.max(16, before * 2);
      this.returns = longer(this.returns, after);
      this.returns.fill(-1, before);
      for (let place = after - 1; place >= before; place--) this.free.push(place);
    }
    return this.free.pop()!;
  }
}

function longer(from: Int32Array, length: number): Int32Array {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}
