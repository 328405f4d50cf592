import { periods, table } from './testdata/table.ts';
import { type EventInput, final, known } from './testdata/tickets.ts';

const tallies = (home: number, away: number) => ({ home, away });
const corners = known({ corners: tallies(7, 4) });
const cards = known({ yellowCards: tallies(3, 2), redCards: tallies(0, 1) });
const ONE = { redCard: 'one' } as const;
table('corners and cards', [
  ['soccer corners_total over 10.5', corners, 'win'],
  ['soccer corners_total under 10.75', corners, 'half_loss'],
  ['soccer corners_total over 11', corners, 'push'],
  ['soccer corners_spread home -2.5', corners, 'win'],
  ['soccer corners_spread away +2.75', corners, 'half_loss'],
  ['soccer corners_spread away +3', corners, 'push'],
  ['soccer corners_total over 10.5', final(7, 4), 'ungradeable NO_FACTS'],
  ['soccer corners_spread home -2.5', final(7, 4), 'ungradeable NO_FACTS'],
  ['soccer corners_total over 4.5 @H1', corners, 'ungradeable NO_FACTS'],
  ['soccer corners_spread home -0.5 @H1', corners, 'ungradeable NO_FACTS'],
  // A red card is two cards, unless the policy counts it as one.
  ['soccer cards_total over 6.5', cards, 'win'],
  ['soccer cards_total over 6.5', cards, 'loss', {}, ONE],
  ['soccer cards_spread away -0.5', cards, 'win'],
  ['soccer cards_spread away -0.5', cards, 'loss', {}, ONE],
  ['soccer cards_total over 4.5', known({ yellowCards: tallies(3, 2) }), 'ungradeable NO_FACTS'],
  ['soccer cards_total over 0.5', known({ redCards: tallies(3, 2) }), 'ungradeable NO_FACTS'],
  // Of a match that stopped, what has passed stands.
  ['soccer corners_total over 10.5', { ...corners, state: 'abandoned', minutes: 60 }, 'win'],
  ['soccer corners_total over 11.5', { ...corners, state: 'abandoned', minutes: 60 }, 'void ABANDONED'],
  ['soccer corners_spread home -2.5', { ...corners, state: 'abandoned', minutes: 60 }, 'void ABANDONED'],
  ['soccer corners_spread home -2.5', { ...corners, state: 'abandoned', minutes: 90 }, 'win'],
]);

const called = (last: object, facts?: EventInput['facts']): EventInput => ({
  ...final(1, 2),
  periods: [...periods('I1 1-0, I2 0-0, I3 0-2, I4 0-0'), { period: 'I5', home: 0, away: 0, ...last }],
  ...(facts && { facts }),
});
const half = { unplayed: 'home' } as const;
table('an inning of which the home side did not play its half', [
  ['baseball moneyline away', called({}), 'win'],
  ['baseball moneyline away', called(half), 'void ABANDONED'],
  ['baseball total over 2.5 @F5', called({}), 'win'],
  ['baseball total over 2.5 @I5', called(half), 'void ABANDONED'],
  ['baseball total over 2.5 @I4', called(half), 'loss'],
  ['baseball moneyline away', called(half, { innings: '4.5' }), 'void ABANDONED'],
  // The stated innings and the halves say the same, and no inning follows one that was cut short.
  ['baseball moneyline away', called(half, { innings: 5 }), 'ungradeable SCORES_DISAGREE'],
  [
    'baseball moneyline away',
    {
      ...final(1, 2),
      periods: [{ period: 'I1', home: 0, away: 0, ...half }, ...periods('I2 1-2, I3 0-0, I4 0-0, I5 0-0, I6 0-0')],
    },
    'ungradeable SCORES_DISAGREE',
  ],
  // With the lead it need not bat in the ninth.
  [
    'baseball spread home -1.5',
    {
      ...final(3, 0),
      periods: [
        ...periods('I1 3-0, I2 0-0, I3 0-0, I4 0-0, I5 0-0, I6 0-0, I7 0-0, I8 0-0'),
        { period: 'I9', home: 0, away: 0, ...half },
      ],
    },
    'win',
  ],
]);

/** Suspended at 20-14, and played on to 20-21. */
const resumed = (hours: number, at: object | null): EventInput => ({
  ...final(20, 21, { periods: periods('H1 20-7, H2 0-14') }),
  suspendedAt: '2026-09-13T19:00:00Z',
  resumedAt: new Date(Date.UTC(2026, 8, 13, 19) + hours * 3_600_000).toISOString(),
  ...(at && { atSuspension: { score: { home: 20, away: 14 }, ...at } }),
});
table('a game that was suspended', [
  // In time the final score counts.
  ['american_football moneyline away', resumed(36, { minutes: 55 }), 'win'],
  ['american_football total over 40.5', resumed(36, { minutes: 55 }), 'win'],
  // Later on the game ends at its suspension.
  ['american_football moneyline away', resumed(36.01, { minutes: 55 }), 'loss'],
  ['american_football total over 40.5', resumed(37, { minutes: 55 }), 'loss'],
  ['american_football moneyline home', resumed(37, { minutes: 54 }), 'void ABANDONED'],
  ['american_football total over 33.5', resumed(37, { minutes: 54 }), 'win'],
  ['american_football total over 34.5', resumed(37, { minutes: 54 }), 'void ABANDONED'],
  ['american_football moneyline home', resumed(37, null), 'void ABANDONED'],
  ['american_football moneyline home @H1', resumed(37, { minutes: 40, periods: periods('H1 20-7, H2 0-7') }), 'win'],
  ['american_football moneyline away', { ...resumed(37, { minutes: 55 }), state: 'suspended' }, 'loss'],
  // A fact of the whole game tells nothing of the suspension.
  ['american_football first_to home', { ...resumed(37, { minutes: 55 }), facts: { first: 'home' } }, 'ungradeable NO_FACTS'],
  ['american_football first_to home', { ...resumed(36, { minutes: 55 }), facts: { first: 'home' } }, 'win'],
  ['american_football moneyline home', { ...resumed(37, { minutes: 55 }), facts: { venue: 'swapped' } }, 'void VENUE'],
  // Of baseball the innings at the suspension decide, whatever the game came to.
  ['baseball moneyline home', { ...resumed(37, { innings: 5 }), periods: undefined, facts: { innings: 9 } }, 'win'],
  ['baseball moneyline home', { ...resumed(37, { innings: '4.5' }), periods: undefined, facts: { innings: 9 } }, 'win'],
  ['baseball moneyline home', { ...resumed(37, { innings: 4 }), periods: undefined, facts: { innings: 9 } }, 'void ABANDONED'],
]);

table('tennis that was suspended', [
  ['tennis moneyline home', { ...final(2, 0), suspendedAt: '2026-07-01T12:00:00Z', resumedAt: '2026-07-04T12:00:00Z' }, 'win'],
  ['tennis moneyline home', { state: 'suspended', suspendedAt: '2026-07-01T12:00:00Z', asOf: '2026-07-04T12:00:00Z' }, 'open'],
]);

table('neutral ground', [
  ['soccer spread home -0.5', { ...final(1, 0), facts: { venue: 'swapped' } }, 'void VENUE'],
  ['soccer spread home -0.5', { ...final(1, 0), facts: { venue: 'swapped', neutralGround: false } }, 'void VENUE'],
  ['soccer spread home -0.5', { ...final(1, 0), facts: { venue: 'swapped', neutralGround: true } }, 'win'],
  ['soccer spread away +0.5', { ...final(1, 0), facts: { venue: 'moved', neutralGround: true } }, 'loss'],
]);
