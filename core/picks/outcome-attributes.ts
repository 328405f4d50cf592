/**
 * The outcome of a pick, as attributes of ElectroDB. Every grading keeps its own; the pick repeats the newest. Amounts are millionths of a
 * unit; fractions are text such as `1/2`.
 */
const text = { type: 'string' } as const;
const needed = { type: 'string', required: true } as const;

/** Closing line value: shares of one with six places, and the book of the closing price. */
const clv = {
  type: 'map',
  properties: { raw: text, fair: text, probability: text, line: text, method: needed, book: needed },
} as const;

const leg = {
  type: 'map',
  properties: {
    result: needed,
    /** The three parts of the stake; absent while the leg is open and when it cannot be graded. */
    won: text,
    returned: text,
    lost: text,
    rule: needed,
    reason: text,
    /** The version of the event's result; absent when the leg was decided without one. */
    resultVersion: { type: 'number' },
    /** The grading version of the event that the leg was graded at. */
    gradingVersion: { type: 'number', required: true },
    clv,
    /** A better quote than the one known when the leg was accepted; absent where there is none. */
    quoted: { type: 'map', properties: { format: needed, price: needed } },
  },
} as const;

export const outcomeAttributes = {
  /** `open` while the pick waits, also when only some legs are settled or a correction opened it again; `ungradeable` until a review. */
  result: needed,
  /** Zero while the pick is not decided. */
  profit: { type: 'number', required: true },
  /** The exact return for each unit staked; absent while the pick is not decided. */
  R: text,
  rule: needed,
  reason: text,
  /** The reason of an open review, set while the newest facts cannot be read. The result stays the one that counts until then. */
  review: text,
  legs: { type: 'list', required: true, items: leg },
  /** The number of reviews that the grading took into account. */
  reviews: { type: 'number', required: true },
  /** The raw closing line value of a single, in millionths. */
  clv: { type: 'number' },
  /** The comparison of its prices with the books'; absent until the pick is decided. */
  priceCheck: text,
  /** The part that counts on boards; absent where the pick counts there for nothing. */
  board: {
    type: 'map',
    properties: {
      /** At the board price: the lower of the entered price and the best quoted. */
      profit: { type: 'number', required: true },
      /** True for the first pick of the author on its event that counts. */
      leads: { type: 'boolean', required: true },
    },
  },
  /** The instant at which the fact that first decided the pick was recorded. The pick counts in that day after every correction. */
  settledAt: text,
  /** Corrections need two admins from this instant on; absent while the pick is not decided. */
  finalAt: text,
  /** The instant at which the fact behind this grading was recorded. */
  gradedAt: needed,
} as const;
