import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { getEvent } from '#core/events';
import { outcomesOf, pickById, placePick } from '#core/picks';
import { importResults } from '#core/results';
import { ingestEvents, ingestScores } from '#core/sports-data';
import { getMyAnalytics, getUserStats } from '#core/stats';
import type { EventId, PickId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { Dimension } from '#schemas/stats';
import { findProviderRefs } from '../../core/events/provider-ref.store.ts';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { countOutcome } from '../../core/stats/count.projection.ts';
import { gameDay } from '../../local/provider/game-day.ts';
import { followPick } from '../support/follow-pick.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { differencesIn } from '../support/upkeep.ts';

/**
 * One day of real games of eight sports: polls of the replay, a pick on each game at the price of a book, results by a file and by the
 * provider, and the record that follows by sport and market. The results are read off the box scores by hand.
 */

type Told = readonly [home: string, market: string, selection: string, line: string | undefined, result: string, why: string];
const PICKS: readonly Told[] = [
  ['Houston Texans', 'moneyline', 'home', undefined, 'push', '20-20 after overtime'],
  ['Los Angeles Rams', 'spread', 'away', '-1', 'win', '10-31'],
  ['Crystal Palace', 'three_way', 'draw', undefined, 'loss', '0-2'],
  ['Denver Nuggets', 'spread', 'home', '-9', 'push', '119-110'],
  ['Miami Heat', 'spread', 'away', '+1.5', 'win', '117-116 after overtime'],
  ['New Orleans Pelicans', 'total', 'over', '218', 'push', '120-98'],
  ['Toronto Blue Jays', 'moneyline', 'away', undefined, 'win', '7-9 after extra innings'],
  ['Cincinnati Reds', 'moneyline', 'away', undefined, 'win', '5-7, called after five innings: enough for a winner'],
  ['Cincinnati Reds', 'total', 'over', '10', 'void', '12 runs, called after five innings: not enough for a total'],
  ['Cleveland Indians', 'total', 'over', '7.5', 'win', '4-9 in seven innings, as scheduled'],
  ['Florida Panthers', 'moneyline', 'home', undefined, 'win', '4-3 after a shoot-out'],
  ['Florida Panthers', 'total', 'over', '6.5', 'win', 'the shoot-out is one goal'],
  ['Minnesota Wild', 'spread', 'away', '-1.5', 'loss', '4-3 after a shoot-out'],
  ['Baez S.', 'moneyline', 'away', undefined, 'win', '0-3'],
  ['Harrison C.', 'moneyline', 'away', undefined, 'void', 'retired in the first set'],
  ['Bautista Agut R.', 'moneyline', 'home', undefined, 'void', 'a walkover'],
  ['Paul Craig', 'moneyline', 'home', undefined, 'void', 'no contest'],
  ['Mansur Abdul-Malik', 'moneyline', 'away', undefined, 'loss', 'a technical decision'],
  ['Bayern Munich', 'spread', 'home', '-2.75', 'half_win', '3-0'],
  ['FSV Mainz 05', 'three_way', 'draw', undefined, 'win', '0-0'],
];
const RECORDS = {
  american_football: [1, 0, 1, 0],
  soccer: [2, 1, 0, 0],
  basketball: [1, 0, 2, 0],
  baseball: [3, 0, 0, 1],
  ice_hockey: [2, 1, 0, 0],
  tennis: [1, 0, 0, 2],
  mma: [0, 1, 0, 1],
};

const HOUR = 3_600_000;
const job = system('ingest');
const day = gameDay(new Date('2026-08-15T12:00:00.000Z'), { homes: [...new Set(PICKS.map(([home]) => home))] });
const graded = new Map<Told, { readonly id: PickId; readonly result: string | undefined }>();
let ann: User;
takeMessages(() => undefined);

/** Places one unit at the price of the first book that quotes these terms. */
async function place([home, market, selection, line]: Told, now: Date): Promise<PickId> {
  const providerGameId = day.providerGameIds.get(home) ?? '';
  const eventId = (await findProviderRefs('the-odds-api', [providerGameId])).get(providerGameId) as EventId;
  const { markets } = await getEvent(anyone, eventId, now);
  const offers = markets.filter((one) => one.market === market && one.subject === null).flatMap(({ selections }) => selections);
  const offer = offers.find((one) => one.selection === selection && (one.line ?? undefined) === line);
  if (!offer) throw new Error(`${home}: nobody quotes ${market} ${selection} ${line}`);
  const odds = { format: 'american', price: offer.best.odds.american };
  const leg = { eventId, market, selection, odds, ...(line !== undefined && { line }) };
  const body = PlacePick.body.parse({ legs: [leg], stakeUnits: '1', book: offer.best.title });
  const { id } = await placePick(ann, body, undefined, now);
  return id;
}

beforeAll(async () => {
  const admin: User = { ...(await bettor('ada', day.open)), role: 'admin' };
  ann = await bettor('ann', new Date(day.open.getTime() - HOUR));
  const force = { force: true };
  const ids = new Map<Told, PickId>();
  // An hour takes ten picks of one user.
  for (const [hour, told] of [PICKS.slice(0, 10), PICKS.slice(10)].entries()) {
    const at = new Date(day.open.getTime() - (1 - hour) * HOUR);
    await ingestEvents(job, force, at, day.provider(at));
    for (const one of told) ids.set(one, await place(one, at));
  }
  for (const at of day.closes) await ingestEvents(job, force, at, day.provider(at));
  const refs = await findProviderRefs('the-odds-api', [...day.providerGameIds.values()]);
  const rows = [...day.unreported].map(([home, result]) => {
    const eventId = refs.get(day.providerGameIds.get(home) ?? '');
    return JSON.stringify({ eventId, ...result, reason: 'Box score.' });
  });
  const { problems, recorded } = await importResults(admin, { format: 'ndjson', file: rows.join('\n') }, day.over);
  expect([problems, recorded]).toEqual(['', rows.length]);
  await ingestScores(job, force, day.over, day.provider(day.over));
  for (const [told, id] of ids) {
    const placed = await pickById(id);
    if (!placed) throw new Error('the pick is gone');
    await followPick(placed, day.over);
    await settlePick(placed, new Map(), day.over);
    const outcomes = await outcomesOf(id);
    for (const outcome of outcomes) await countOutcome(outcome, day.over);
    graded.set(told, { id, result: outcomes.at(-1)?.result });
  }
});

describe('a day of eight sports', () => {
  it.each(PICKS)('%s, %s %s %s: %s (%s)', (...told) => {
    const [, found] = [...graded].find(([one]) => one.every((part, i) => part === told[i])) ?? [];
    expect(found?.result).toBe(told[4]);
  });

  it('is a record by sport and by market that adds up, without a difference', async () => {
    const mine = await getMyAnalytics(ann, 'all', day.over);
    const counts = mine.breakdowns.sport.map(({ key, wins, losses, pushes, voids }) => [key, [wins, losses, pushes, voids]]);
    expect(Object.fromEntries(counts)).toEqual(RECORDS);
    const marketOf = (result: string) => PICKS.filter((told) => told[4] === result).map(([, market]) => market);
    for (const { key, voids, pushes } of mine.breakdowns.market) {
      expect([voids, pushes]).toEqual(['void', 'push'].map((result) => marketOf(result).filter((one) => one === key).length));
    }
    for (const by of Dimension.options) {
      const { breakdown } = await getUserStats(anyone, 'ann', { timeframe: 'all', by }, day.over);
      expect(breakdown?.rows).toEqual(mine.breakdowns[by]);
      for (const count of ['decided', 'wins', 'losses', 'pushes', 'voids'] as const)
        expect(mine.breakdowns[by].reduce((sum, row) => sum + row[count], 0)).toBe(mine[count]);
      const cents = (units: string) => BigInt(units.replace('.', ''));
      expect(mine.breakdowns[by].reduce((sum, row) => sum + cents(row.profitUnits), 0n)).toBe(cents(mine.profitUnits));
    }
    const picks = [...graded.values()].map(({ id }) => id);
    const events = [...(await findProviderRefs('the-odds-api', [...day.providerGameIds.values()])).values()];
    expect(await differencesIn({ user: [ann.userId], pick: picks, event: events }, day.over)).toEqual([]);
  });
});
