/** The month of 10,000 active users: one table, from which `npm run bench:bill` and docs/costs.md follow. A new domain adds its rows. */

/** One function that runs, with the scenario of bench/units that says what the run costs. */
export interface Step {
  readonly run: string;
  /** Of a scenario that grows. */
  readonly size?: number;
  /** The function, as a path under lambdas/. */
  readonly door: string;
  /** Runs for each time of the row; default 1. */
  readonly share?: number;
  /** Messages or records that one invocation takes; default 1. */
  readonly batch?: number;
  /** Triggers of Cognito that run beside it. */
  readonly also?: readonly string[];
}

/** A file that is uploaded, scanned and written anew, for each time of a row. */
export interface UploadedFile {
  /** Bytes that are sent, and those that are kept at the end of the month. */
  readonly sent: number;
  readonly kept: number;
  /** Objects that are written, and that are read within the month, by functions or phones. */
  readonly puts: number;
  readonly gets: number;
  /** Milliseconds of the function that writes it anew, beside its trips. */
  readonly ms: number;
}

/** The least that a row takes, for each time. */
export interface Floor {
  /** Items that are shown, in units of 4 KB. */
  readonly shows?: number;
  /** Facts that are new, in units of 1 KB. */
  readonly writes?: number;
  /** A call of a user. */
  readonly call?: 'http' | 'socket';
  readonly mails?: number;
}

export interface Traffic {
  readonly what: string;
  /** Times a month. */
  readonly times: number;
  /** The assumption. */
  readonly why: string;
  readonly steps: readonly Step[];
  readonly file?: UploadedFile;
  /** Left out where nothing is shown and no fact is new. */
  readonly floor?: Floor;
}

/** A metric of our own. CloudWatch charges the hours in which it gets a value. */
export interface MonthlyMetric {
  readonly name: string;
  /** The share of the month's hours, summed over the values of its dimensions. */
  readonly ofHours: number;
}
