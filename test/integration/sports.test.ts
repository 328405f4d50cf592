import { expect, it } from 'vitest';
import { system } from '#actor';
import type { EventUpdate } from '#core/events';
import { getPick, pickById, placePick } from '#core/picks';
import { PlacePick } from '#schemas/picks';
import type { League } from '#schemas/sports';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { changeEvent } from '../support/change-event.ts';
import { storedGame } from '../support/make/games.ts';
import { decimal, type SingleTerms, singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';

/** Each sport's own rules through the product: a pick of 2 units at 2.25, the facts of the game, and the grade to the last digit. */

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

const [WIN, LOSS, EVEN] = ['2.500000', '-2.000000', '0.000000'];
const periods = (scores: Readonly<Record<string, readonly [number, number]>>) =>
  Object.entries(scores).map(([period, [home, away]]) => ({ period, home, away }));
const none = { line: undefined };
let fans = 0;

const OVERTIME: EventUpdate = {
  score: { home: 113, away: 110 },
  details: { periods: periods({ Q1: [25, 25], Q2: [25, 25], Q3: [25, 25], Q4: [26, 26], OT: [12, 9] }) },
};
const SHOOTOUT: EventUpdate = {
  score: { home: 4, away: 3 },
  details: { periods: periods({ P1: [1, 1], P2: [1, 1], P3: [1, 1], OT: [0, 0], SO: [2, 1] }) },
};
const baseball = (facts: object): EventUpdate => ({
  score: { home: 5, away: 3 },
  details: { facts: { innings: 8.5, ...facts } },
});
const RETIRED: EventUpdate = {
  state: 'retired',
  score: { home: 1, away: 0 },
  details: { periods: periods({ S1: [6, 4], S2: [2, 1] }), facts: { winner: 'home', bestOf: 3 } },
};
const SETS: EventUpdate = { score: { home: 2, away: 1 }, details: { periods: periods({ S1: [6, 4], S2: [4, 6], S3: [7, 6] }) } };
const DRAW: EventUpdate = { score: { home: 0, away: 0 }, details: { facts: { winner: 'draw', method: 'decision' } } };
const CUP: EventUpdate = {
  score: { home: 2, away: 1 },
  details: { extraTime: true, periods: periods({ H1: [0, 1], H2: [1, 0], OT: [1, 0] }), facts: { advances: 'home' } },
};
const CORNERS: EventUpdate = {
  score: { home: 1, away: 0 },
  details: { facts: { corners: { home: 6, away: 4 }, yellowCards: { home: 2, away: 1 }, redCards: { home: 0, away: 1 } } },
};
/** Called after the fifth inning, in which the home side did not bat any more. */
const CALLED = (unplayed: object): EventUpdate => ({
  score: { home: 0, away: 1 },
  details: {
    periods: [...periods({ I1: [0, 1], I2: [0, 0], I3: [0, 0], I4: [0, 0] }), { period: 'I5', home: 0, away: 0, ...unplayed }],
  },
});
/** Suspended at 20-14 after so many minutes, and ended 20-21 two days later. */
const SUSPENDED = (minutes: number): EventUpdate => ({
  score: { home: 20, away: 21 },
  details: {
    suspendedAt: '2026-09-13T15:00:00.000Z',
    resumedAt: '2026-09-15T15:00:00.000Z',
    atSuspension: { score: { home: 20, away: 14 }, minutes },
  },
});
const SWAPPED = (facts: object): EventUpdate => ({
  score: { home: 24, away: 20 },
  details: { facts: { venue: 'swapped', ...facts } },
});
/** Play began so many minutes after the pick, and an hour before its time. */
const BEGAN = (minutes: number): EventUpdate => ({
  score: { home: 24, away: 20 },
  details: { actualStart: at(minutes).toISOString() },
});
const FIGHT = (facts: object): EventUpdate => ({
  score: { home: 1, away: 0 },
  details: { facts: { winner: 'home', method: 'submission', endRound: 3, endTime: '1:10', ...facts } },
});
const cole = { pitchers: { home: 'Gerrit Cole' } };

it.each<[League, string, SingleTerms, EventUpdate, string, string]>([
  ['nba', 'overtime counts', { market: 'total', selection: 'over', line: '222.5' }, OVERTIME, 'win', WIN],
  ['nba', 'a push on the line', { line: '-3' }, OVERTIME, 'push', EVEN],
  [
    'nba',
    'overtime stands apart from the last quarter',
    { market: 'total', selection: 'over', line: '52.5', period: 'Q4' },
    OVERTIME,
    'loss',
    LOSS,
  ],
  ['nhl', 'a shoot-out is one goal', { market: 'total', selection: 'over', line: '6.5' }, SHOOTOUT, 'win', WIN],
  ['nhl', 'regulation time was level', { market: 'three_way', selection: 'draw', ...none }, SHOOTOUT, 'win', WIN],
  ['nhl', 'the moneyline has the shoot-out', { market: 'moneyline', selection: 'away', ...none }, SHOOTOUT, 'loss', LOSS],
  ['mlb', 'the home side need not bat', { line: '-1.5' }, baseball({}), 'win', WIN],
  ['mlb', 'another pitcher started', { line: '-1.5', ...cole }, baseball({ pitchers: { home: 'Luis Gil' } }), 'void', EVEN],
  ['mlb', 'the listed pitcher started', { line: '-1.5', ...cole }, baseball({ pitchers: { home: 'Gerrit Cole' } }), 'win', WIN],
  ['atp', 'a retirement after one set', { market: 'moneyline', selection: 'home', ...none }, RETIRED, 'win', WIN],
  ['atp', 'games of a retirement', { market: 'total', selection: 'over', line: '21.5' }, RETIRED, 'void', EVEN],
  ['atp', 'a line in sets', { line: '-1.5', lineUnit: 'sets' }, SETS, 'loss', LOSS],
  ['atp', 'a line in games', { line: '-0.5' }, SETS, 'win', WIN],
  ['ufc', 'a draw', { market: 'moneyline', selection: 'home', ...none }, DRAW, 'push', EVEN],
  [
    'ufc',
    'a draw that the book quoted',
    { market: 'moneyline', selection: 'home', drawPrice: true, ...none },
    DRAW,
    'loss',
    LOSS,
  ],
  ['boxing', 'the draw itself', { market: 'three_way', selection: 'draw', ...none }, DRAW, 'win', WIN],
  ['champions_league', 'extra time does not count', { market: 'three_way', selection: 'draw', ...none }, CUP, 'win', WIN],
  ['champions_league', 'who goes through', { market: 'to_advance', selection: 'away', ...none }, CUP, 'loss', LOSS],
  [
    'champions_league',
    'half-time and full time',
    { market: 'half_time_full_time', selection: 'away_draw', ...none },
    CUP,
    'win',
    WIN,
  ],
  ['epl', 'corners', { market: 'corners_total', selection: 'over', line: '10.25' }, CORNERS, 'half_loss', '-1.000000'],
  ['epl', 'corners of a side', { market: 'corners_spread', selection: 'home', line: '-2' }, CORNERS, 'push', EVEN],
  ['epl', 'a red card is two', { market: 'cards_total', selection: 'over', line: '4.5' }, CORNERS, 'win', WIN],
  ['epl', 'cards of a side', { market: 'cards_spread', selection: 'home', line: '-0.5' }, CORNERS, 'loss', LOSS],
  ['mlb', 'five innings are official', { market: 'moneyline', selection: 'away', ...none }, CALLED({}), 'win', WIN],
  [
    'mlb',
    'the fifth was not played out',
    { market: 'moneyline', selection: 'away', ...none },
    CALLED({ unplayed: 'home' }),
    'void',
    EVEN,
  ],
  ['nfl', 'ends where it was suspended', { market: 'moneyline', selection: 'home', ...none }, SUSPENDED(55), 'win', WIN],
  [
    'nfl',
    'what came later counts for nothing',
    { market: 'total', selection: 'over', line: '38.5' },
    SUSPENDED(55),
    'loss',
    LOSS,
  ],
  ['nfl', 'was suspended too early', { market: 'moneyline', selection: 'home', ...none }, SUSPENDED(54), 'void', EVEN],
  ['nfl', 'home played away', { line: '-3.5' }, SWAPPED({}), 'void', EVEN],
  ['nfl', 'nobody plays at home on neutral ground', { line: '-3.5' }, SWAPPED({ neutralGround: true }), 'win', WIN],
  ['nfl', 'play began before the pick', { market: 'moneyline', selection: 'home', ...none }, BEGAN(0), 'void', EVEN],
  ['nfl', 'play began after the pick', { market: 'moneyline', selection: 'home', ...none }, BEGAN(1), 'win', WIN],
  ['ufc', 'the fighter and the round', { market: 'fight_round', selection: 'home_3', ...none }, FIGHT({}), 'win', WIN],
  ['ufc', 'another round', { market: 'fight_round', selection: 'home_2', ...none }, FIGHT({}), 'loss', LOSS],
  ['ufc', 'the method', { market: 'fight_method', selection: 'home_submission', ...none }, FIGHT({}), 'win', WIN],
  ['ufc', 'another method', { market: 'fight_method', selection: 'home_ko', ...none }, FIGHT({}), 'loss', LOSS],
  ['ufc', 'the round', { market: 'total', selection: 'over', line: '2.5' }, FIGHT({}), 'loss', LOSS],
  ['ufc', 'a shorter round', { market: 'total', selection: 'over', line: '2.5' }, FIGHT({ roundMinutes: 2 }), 'win', WIN],
  ['nrl', 'a push on the line', { line: '-6' }, { score: { home: 24, away: 18 } }, 'push', EVEN],
  [
    'afl',
    'a draw of two ways',
    { market: 'moneyline', selection: 'home', ...none },
    { score: { home: 80, away: 80 } },
    'push',
    EVEN,
  ],
])('%s: %s', async (league, _, terms, update, result, profitUnits) => {
  const [who, eventId] = [await bettor(`fan_${++fans}`, noon), await storedGame(league, at(60))];
  const body = PlacePick.body.parse(singleBody(eventId, { odds: decimal('2.25'), ...terms }));
  const { id } = await placePick(who, body, undefined, noon);
  await changeEvent(system('test'), eventId, update, at(300));
  const stored = await pickById(id);
  if (stored) await settlePick(stored, new Map(), at(301));
  expect(await getPick(anyone, id, at(301))).toMatchObject({ status: 'settled', outcome: { result, profitUnits } });
});
