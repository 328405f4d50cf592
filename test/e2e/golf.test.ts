import { beforeAll, describe, expect, it } from 'vitest';
import { DecideEvent } from '../../schemas/admin.ts';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import { GetUserStats } from '../../schemas/stats.ts';
import { differences } from '../support/audit.ts';
import { call, type Person, signUp, signUpAdmin } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { american, decimal, type SingleTerms, singleBody } from '../support/make/pick-bodies.ts';
import { begin, gamesOf, type Match, replay } from '../support/matches.ts';

/** The Masters of 2022 on the deployed stack: an outright, a dead heat at the third place, duels, and a golfer who did not start. */

const none = { line: undefined };
const outright = (selection: string, price: string): SingleTerms => ({
  market: 'outright',
  selection,
  odds: american(price),
  ...none,
});
const duel = (selection: string, other: string): SingleTerms => ({
  ...{ market: 'head_to_head', selection, opponents: [other] },
  ...{ odds: decimal('1.9'), ...none },
});
/** Scottie Scheffler won. Shane Lowry and Cameron Smith shared the third place, for which of three places one is left. */
const PICKS = {
  winner: [outright('Scottie Scheffler', '+4000'), 'win', '80.000000'],
  beaten: [outright('Rory McIlroy', '+1700'), 'loss', '-2.000000'],
  absent: [outright('Paul Casey', '+5000'), 'void', '0.000000'],
  third: [{ market: 'top_n', selection: 'Shane Lowry', line: '3', odds: decimal('5') }, 'dead_heat', '3.000000'],
  level: [duel('Shane Lowry', 'Cameron Smith'), 'push', '0.000000'],
  worse: [duel('Shane Lowry', 'Rory McIlroy'), 'loss', '-2.000000'],
} as const satisfies Readonly<Record<string, readonly [SingleTerms, result: string, profit: string]>>;
type Name = keyof typeof PICKS;
const NAMES = Object.keys(PICKS) as Name[];

let gus: Person;
let adele: Person;
let masters: Match;
const ids = new Map<Name, string>();

const outcomeOf = async (name: Name) => (await call(GetPick, { params: { pickId: ids.get(name) as never } })).outcome;
const stats = () => call(GetUserStats, { as: gus, params: { user: gus.handle }, query: {} });
const decide = (statement: object, reason: string) =>
  call(DecideEvent, { as: adele, params: { eventId: masters.event.id }, body: { ...statement, reason } as never });
const leaderboard = () => masters.game.result as { readonly facts: { readonly entries: Readonly<Record<string, object>> } };

beforeAll(async () => {
  [gus, adele] = [await signUp('Gus'), await signUpAdmin('Adele')];
  [masters] = (await gamesOf([{ sport: 'golf_masters_tournament_winner', home: 'Masters Tournament' }])) as [Match];
  for (const name of NAMES) {
    const { id } = await call(PlacePick, { as: gus, body: singleBody(masters.event.id, PICKS[name][0]) });
    ids.set(name, id);
  }
  await begin([masters]);
});

describe('a tournament of golf', () => {
  it('is settled by the leaderboard that an admin states, to the last digit', async () => {
    await replay().finish([masters.game]);
    await decide(leaderboard(), 'The official leaderboard.');
    await drain();
    for (const name of NAMES) {
      const [, result, profitUnits] = PICKS[name];
      expect(await outcomeOf(name), name).toMatchObject({ version: 1, result, profitUnits });
    }
    // The dead heat won more than its stake, so that it counts as a win.
    await expect(stats()).resolves.toMatchObject({
      ...{ wins: 2, losses: 2, pushes: 1, voids: 1, decided: 4 },
      ...{ turnoverUnits: '8.000000', profitUnits: '79.000000' },
    });
    expect(await differences()).toEqual([]);
  });

  it('is graded again when its leaderboard is corrected, and the records follow by the difference', async () => {
    const { facts, ...result } = leaderboard();
    const entries = { ...facts.entries, 'Cameron Smith': { position: 4, score: 284, cut: 'made' } };
    await decide({ ...result, facts: { ...facts, entries } }, 'A stroke was added.');
    await drain();
    expect(await outcomeOf('third')).toMatchObject({ version: 2, result: 'win', profitUnits: '8.000000' });
    expect(await outcomeOf('level')).toMatchObject({ version: 2, result: 'win', profitUnits: '1.800000' });
    for (const name of ['winner', 'beaten', 'absent', 'worse'] as const)
      expect(await outcomeOf(name), name).toMatchObject({ result: PICKS[name][1], profitUnits: PICKS[name][2] });
    await expect(stats()).resolves.toMatchObject({
      ...{ wins: 3, losses: 2, pushes: 0, voids: 1, decided: 5 },
      ...{ turnoverUnits: '10.000000', profitUnits: '85.800000' },
    });
    expect(await differences()).toEqual([]);
  });
});
