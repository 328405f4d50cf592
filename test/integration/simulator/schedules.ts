import type { Dice } from './dice.ts';
import type { Door, Run } from './run.ts';

interface Schedule {
  readonly at: number;
  readonly input: unknown;
}

/** EventBridge Scheduler: one-time schedules by name, that go when they have fired; each may be late, come twice, or never come. */
export class Schedules {
  readonly #waiting = new Map<string, Schedule>();
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  /** @returns false when the name is taken */
  create(name: string, expression: string, input: string): boolean {
    if (this.#waiting.has(name)) return false;
    const at = Date.parse(`${/^at\((.+)\)$/.exec(expression)?.[1]}.000Z`);
    this.#waiting.set(name, { at, input: JSON.parse(input) });
    return true;
  }

  /** Those whose time has come, most of them. */
  async fire(target: Door<unknown, unknown>, dice: Dice): Promise<void> {
    const { now } = this.#run;
    for (const [name, { at, input }] of [...this.#waiting]) {
      if (at > now || dice.chance(0.3)) continue;
      this.#waiting.delete(name);
      if (dice.chance(0.1)) continue;
      for (let times = dice.chance(0.1) ? 2 : 1; times > 0; times--) await this.#run.invoke(target, input, dice);
    }
  }
}
