import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import { v7 } from 'uuid';
import type { Delivery } from '#core/notifications';
import type { Reader } from '#data/keys';
import { Dice, drawn, lot } from './dice.ts';
import { Queue } from './queue.ts';
import { Schedules } from './schedules.ts';
import { Stream } from './stream.ts';

/** As long as the sweep looks back, and more: runs in one table are weeks apart, so that none sees another's events. */
const APART = 14 * 86_400_000;
const FIRST = Date.parse('2027-01-05T12:00:00.000Z');

/** The queues of a run, by the URL under which its functions find them. */
export const QUEUES = [
  'starts',
  'grading',
  'reviews',
  'locks',
  'critical',
  'standard',
  'low',
  'sign_outs',
  'feed_fanout',
  'fan_out_large',
] as const;
export type QueueName = (typeof QUEUES)[number];

export type Door<E, R> = (event: E, context: Context) => Promise<R>;

/** One small world: its clock, its luck, its queues, its parts of the stream, and what went on in it. */
export class Run {
  readonly seed: number;
  readonly dice: Dice;
  /** The share of faults: 0 in a calm run, 1 in an ordinary one. */
  readonly weather: number;
  /** Rules that are taken away, to see whether it is noticed: names of parts of transactions. */
  readonly without: ReadonlySet<string>;
  readonly streams: Readonly<Record<Reader, Stream>>;
  readonly queues: Readonly<Record<QueueName, Queue>>;
  readonly schedules: Schedules;
  /** The notifications that were delivered, by id. */
  readonly delivered = new Map<string, Delivery>();
  /** The connections that API Gateway holds open, by id. */
  readonly connections = new Set<string>();
  /** Epoch milliseconds. */
  now: number;
  /** Nothing goes wrong any more. */
  calm = false;
  #ids = 0;
  readonly #asked = new Map<string, number>();

  constructor(seed: number, without: readonly string[] = []) {
    this.seed = seed;
    this.dice = new Dice(seed);
    this.weather = this.dice.pick([0, 0.5, 1, 1, 2]);
    this.without = new Set(without);
    this.streams = { betting: new Stream(this), social: new Stream(this) };
    this.schedules = new Schedules(this);
    this.queues = Object.fromEntries(QUEUES.map((name) => [name, new Queue(this)])) as Record<QueueName, Queue>;
    this.now = FIRST + seed * APART;
  }

  at(): Date {
    return new Date(this.now);
  }

  pass(minutes: number): void {
    this.now += Math.round(minutes * 60_000);
  }

  newId(now: Date): string {
    return v7({ msecs: now.getTime(), random: drawn(this.seed, `id ${this.#ids++}`) });
  }

  /** From 0 up to 1, the same for the n-th time that this run asks for the same thing. */
  lot(of: string): number {
    const n = this.#asked.get(of) ?? 0;
    this.#asked.set(of, n + 1);
    return lot(this.seed, `${of} ${n}`);
  }

  /** Runs an action from outside. It may fail; its process does not die. */
  do<T>(work: () => Promise<T>): Promise<T> {
    return scopes.run({ run: this, calls: Number.POSITIVE_INFINITY, dead: false }, work);
  }

  /** The same, and nothing goes wrong meanwhile. */
  async doUnbroken<T>(work: () => Promise<T>): Promise<T> {
    const before = this.calm;
    this.calm = true;
    return this.do(work).finally(() => {
      this.calm = before;
    });
  }

  /** One invocation of a function. @returns null when it threw, or its process died at some call */
  async invoke<E, R>(door: Door<E, R>, event: E, dice: Dice): Promise<R | null> {
    const dies = !this.calm && dice.chance(0.05 * this.weather);
    const scope: Scope = { run: this, calls: dies ? dice.below(12) : Number.POSITIVE_INFINITY, dead: false };
    const context = { awsRequestId: `run-${this.seed}`, getRemainingTimeInMillis: () => NEVER } as unknown as Context;
    const result = await scopes.run(scope, () => door(event, context)).catch(() => null);
    return scope.dead ? null : result;
  }
}

/** Milliseconds. An invocation ends by itself or dies by the dice, and never since this machine is busy. */
const NEVER = 3_600_000;

interface Scope {
  readonly run: Run;
  /** The number of calls to AWS after which this invocation dies. */
  calls: number;
  dead: boolean;
}
const scopes = new AsyncLocalStorage<Scope>();

/** The run in which this is happening. */
export const current = (): Run | undefined => scopes.getStore()?.run;

/** Every call of AWS begins with this. @throws when the process is dead by then */
export function spend(): void {
  const scope = scopes.getStore();
  if (!scope) return;
  scope.dead ||= --scope.calls < 0;
  if (scope.dead) throw new Error('this process is dead');
}

/** Doors read the clock; each run has its own. */
export function installClock(): void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given: [] | [string | number | Date]) {
      super(given.length === 0 ? Date.now() : given[0]);
    }
    static override now(): number {
      return current()?.now ?? RealDate.now();
    }
  } as DateConstructor;
}
