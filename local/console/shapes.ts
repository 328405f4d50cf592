import type { ADMIN, PEOPLE } from '../dev/people.ts';

/** The shapes in which the console's server and its page talk. */

/** The end of `npm run audit`: its lines, of which one counts the differences. */
export interface AuditRun {
  readonly lines: readonly string[];
  readonly failed: boolean;
}

/** The settings of the page. */
export interface ConsoleSettings {
  readonly apiUrl: string;
  readonly feedUrl: string;
  readonly awsEndpoint: string;
  readonly people: typeof PEOPLE;
  readonly admin: typeof ADMIN;
  /** The functions that can be run by hand. */
  readonly jobs: readonly string[];
}

/** An e-mail or a text message in the emulator's mailbox. */
export interface ConsoleMail {
  readonly kind: 'email' | 'sms';
  readonly to: string;
  readonly text: string;
}

/** A queue of the stack and the number of its messages. */
export interface QueueCounts {
  readonly name: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** The name of the queue that takes what failed at each try. Null of a queue that is one itself, or has none. */
  readonly deadLetters: string | null;
  /** True of a queue to which others send what failed. */
  readonly isDeadLetters: boolean;
}

/** A message in a queue of dead letters. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
}
