/**
 * What a grading says of a pick, as ElectroDB's attributes: the newest outcome is copied into the pick, every one of them is kept. Amounts
 * are millionths of a unit; fractions are text as `1/2`.
 */
const text = { type: 'string' } as const;
const needed = { type: 'string', required: true } as const;

/** Closing line value: shares of one with six places, and the book whose close it was. */
const clv = {
  type: 'map',
  properties: { raw: text, fair: text, probability: text, line: text, method: needed, book: needed },
} as const;

const leg = {
  type: 'map',
  properties: {
    result: needed,
    /** The three parts of the stake; absent while it is open and when it cannot be graded. */
    won: text,
    returned: text,
    lost: text,
    rule: needed,
    reason: text,
    /** Of the event's result; absent when it was decided without one. */
    resultVersion: { type: 'number' },
    /** The event's grading version that this came from. */
    gradingVersion: { type: 'number', required: true },
    clv,
  },
} as const;

export const outcomeAttributes = {
  /** `open` while it waits (a ticket some of whose legs are settled, or one that a correction opened again), `ungradeable` until somebody looks. */
  result: needed,
  /** Zero while it is not decided. */
  profit: { type: 'number', required: true },
  /** What comes back for each unit staked, exactly; absent while it is not decided. */
  R: text,
  rule: needed,
  reason: text,
  /** Why somebody is asked to look: set while the newest facts cannot be read, whatever counts until then. */
  review: text,
  legs: { type: 'list', required: true, items: leg },
  /** How many reviews of this pick it took into account. */
  reviews: { type: 'number', required: true },
  /** The raw closing line value of a single, in millionths. */
  clv: { type: 'number' },
  /** When the fact that first decided this pick was recorded: the day in which it counts, whatever is corrected later. */
  settledAt: text,
  /** From when on two admins have to agree on a change; absent while it is not decided. */
  finalAt: text,
  /** When the fact behind this very grading was recorded. */
  gradedAt: needed,
} as const;
