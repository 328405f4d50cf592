import type { EventUpdate } from '#core/events';

const HOUR = 60;
const [a, b, c] = [
  { home: 24, away: 20 },
  { home: 20, away: 24 },
  { home: 17, away: 17 },
];

/** A fact of a game, so many minutes after the one before; `decided` is by an operator. */
export type StoryFact = readonly [
  minutes: number,
  fact: EventUpdate | { decided: 'cancelled' | 'abandoned' } | { movedBy: number },
];

/** The courses that a game can take, from its start on. */
export const STORIES: readonly (readonly StoryFact[])[] = [
  [[180, { score: a }]],
  [[180, { score: c }]],
  [
    [180, { score: a }],
    [HOUR, { score: b }],
  ],
  [
    [180, { score: a }],
    [HOUR, { score: b }],
    [HOUR, { score: a }],
  ],
  [
    [180, { score: b }],
    [5, { score: a }],
    [30 * HOUR, { score: c }],
  ],
  [
    [180, { score: a }],
    [70 * HOUR, { score: b }],
    [10 * HOUR, { score: c }],
  ],
  [
    [180, { state: 'needs_review' }],
    [HOUR, { score: a }],
  ],
  [[48 * HOUR, { state: 'postponed' }]],
  [
    [48 * HOUR, { state: 'postponed' }],
    [5 * HOUR, { score: a }],
  ],
  [
    [10, { movedBy: 3 * HOUR }],
    [6 * HOUR, { score: b }],
  ],
  [
    [10, { movedBy: -90 }],
    [170, { score: a }],
  ],
  [[-30, { movedBy: 60 * HOUR }]],
  [
    [-30, { movedBy: 60 * HOUR }],
    [63 * HOUR, { score: a }],
  ],
  [
    [-30, { movedBy: 2 * HOUR }],
    [6 * HOUR, { score: c }],
  ],
  [[-20, { decided: 'cancelled' }]],
  [
    [180, { score: a }],
    [HOUR, { decided: 'cancelled' }],
  ],
  [[90, { decided: 'abandoned' }]],
];
