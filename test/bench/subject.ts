/** A model in a process of its own, as its parent sees it. */
import { fork, type ChildProcess } from 'node:child_process';
import type { Held, Question, Ran } from './child';

/** The argument that makes the bench program answer a parent instead of measuring. */
export const CHILD = '--child';

/** @see the file's comment */
export class Subject {
  readonly #process: ChildProcess;
  readonly facts: Held;
  readonly runs: Ran[] = [];
  #next = 0;

  private constructor(child: ChildProcess, facts: Held) {
    this.#process = child;
    this.facts = facts;
  }

  /** Start a process and compile a scenario there. */
  static async start(scenario: string): Promise<Subject> {
    const child = fork(process.argv[1], [CHILD]);
    const facts = (await ask(child, { kind: 'hold', scenario })) as Held;
    return new Subject(child, facts);
  }

  /** Run the next replication; it is kept in `runs`. */
  async run(): Promise<Ran> {
    const number = this.#next;
    this.#next += 1;
    const ran = (await ask(this.#process, { kind: 'run', number })) as Ran;
    this.runs.push(ran);
    return ran;
  }

  /** End the process. */
  end(): void {
    this.#process.kill();
  }
}

function ask(child: ChildProcess, question: Question): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`The measured process ended with code ${code}.`));
    child.once('exit', onExit);
    child.once('message', (reply) => {
      child.off('exit', onExit);
      resolve(reply);
    });
    child.send(question);
  });
}
