import { expect, it } from 'vitest';
import { system } from '#actor';
import { demandOf, findEvent, getEvent, leagueEvents } from '#core/events';
import { demandUpkeep, markPickedEvents, pickById, placePick } from '#core/picks';
import { latestPolls } from '#core/prices';
import { ingestEvents, ingestScores, type OddsProvider } from '#core/sports-data';
import type { EventId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { demandEntity } from '../../core/events/demand.entity.ts';
import { correctCredits, findCredits, takeCredits } from '../../core/sports-data/credit.store.ts';
import { creditAccount } from '../../core/sports-data/credit-account.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { storedGame } from '../support/make/games.ts';
import { inSeason } from '../support/make/in-season.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';

const job = system('ingest');
const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const quota = (last: number | null) => ({ remaining: null, used: null, last });

it('ten requests at once take no more credits than are left, and each part has its own', async () => {
  const taken = await Promise.all(Array.from({ length: 10 }, () => takeCredits('2026-01', 'planned', 3, 20)));
  expect(taken.filter(Boolean)).toHaveLength(6);
  expect(await takeCredits('2026-01', 'closing', 3, 3)).toBe(true);
  expect(await takeCredits('2026-01', 'closing', 1, 3)).toBe(false);
  expect(await findCredits('2026-01')).toEqual({ planned: 18, closing: 3 });
  await correctCredits('2026-01', 'planned', -2);
  expect(await takeCredits('2026-01', 'planned', 5, 20)).toBe(false);
  expect(await takeCredits('2026-01', 'planned', 4, 20)).toBe(true);
  // Another month begins with none.
  expect(await findCredits('2026-02')).toEqual({ planned: 0, closing: 0 });
  expect(await takeCredits('2026-02', 'planned', 21, 20)).toBe(false);
});

it('a request is counted as the provider says, one that failed not at all, and a close is paid by the rest of the plan at the end', async () => {
  const march = new Date('2026-03-31T23:00:00.000Z');
  const spent = () => findCredits('2026-03');
  const account = await creditAccount(100, march);
  await account.pay('planned', 3, async () => ({ quota: quota(2) }));
  expect(await spent()).toEqual({ planned: 2, closing: 0 });
  await account.pay('planned', 3, async () => ({ quota: quota(null) }));
  expect(await spent()).toEqual({ planned: 5, closing: 0 });
  await expect(account.pay('planned', 3, () => Promise.reject(new Error('silence')))).rejects.toThrow('silence');
  expect(await spent()).toEqual({ planned: 5, closing: 0 });
  for (const _ of [1, 2, 3]) await account.pay('closing', 5, async () => ({ quota: quota(5) }));
  expect(await spent()).toEqual({ planned: 10, closing: 10 });
  let asked = 0;
  const last = await account.pay('planned', 81, async () => {
    asked++;
    return { quota: quota(81) };
  });
  expect([last, asked]).toEqual([null, 0]);
});

it('an opened event is marked once an hour, and a past one never', async () => {
  const eventId = await storedGame('nhl', at(300));
  const writes = async (now: Date) => {
    let count = 0;
    const end = intercept(({ name }, send) => {
      if (name.startsWith('Update')) count++;
      return send();
    });
    await getEvent(anyone, eventId, now).finally(end);
    return count;
  };
  expect([await writes(at(1)), await writes(at(2)), await writes(at(61))]).toEqual([1, 0, 1]);
  expect((await demandOf('nhl')).get(eventId)).toEqual({ pickedAt: undefined, openedAt: at(60).toISOString() });
  expect(await writes(at(301))).toBe(0);
});

it('a new pick marks its event; the upkeep finds a mark that is missing, and sets it', async () => {
  const [who, eventId] = [await bettor('marker', noon), await storedGame('nfl', at(600))];
  const { id } = await placePick(who, PlacePick.body.parse(singleBody(eventId)), undefined, noon);
  const audit = () => demandUpkeep.audit([eventId], at(1));
  expect(await audit()).toMatchObject([{ subject: eventId, differences: [{ field: 'picked', is: false, should: true }] }]);
  expect(await demandUpkeep.repair?.(eventId, at(1))).toEqual([`mark of picks on event ${eventId}`]);
  expect([await audit(), await demandUpkeep.repair?.(eventId, at(1))]).toEqual([[], []]);
  await demandEntity().delete({ demandFor: 'nfl', eventId }).go();
  const after = await pickById(id);
  const legs = after && markPickedEvents.when({ before: null, after });
  // Of a record that comes again the mark is in this function's memory.
  for (const hours of [2, 2, 3]) if (legs) await markPickedEvents.run(legs, at(hours * 60));
  expect((await demandOf('nfl')).get(eventId)?.pickedAt).toBe(at(180).toISOString());
  expect(await audit()).toEqual([]);
  expect(await demandUpkeep.audit([eventId], at(601))).toEqual([]);
});

it('of a month without credits games and their starts are still shown, and nothing that costs some is asked', async () => {
  const asked: string[] = [];
  const game = { providerGameId: 'free', home: 'Lakers', away: 'Celtics', title: null, startsAt: at(90).toISOString() };
  const provider: OddsProvider = {
    name: 'test',
    ...inSeason('nba'),
    budget: 0,
    games: async () => ({ items: [game], setAside: [], quota: quota(0) }),
    odds: async () => {
      asked.push('odds');
      return { items: [], setAside: [], quota: quota(3) };
    },
    scores: async () => {
      asked.push('scores');
      return { items: [], setAside: [], quota: quota(2) };
    },
    further: async () => {
      asked.push('further');
      return { items: [], setAside: [], quota: quota(1) };
    },
  };
  for (const minute of [0, 1, 2, 80]) {
    await ingestEvents(job, { force: false }, at(minute), provider);
    await ingestScores(job, { force: false }, at(minute), provider);
  }
  const [found] = await leagueEvents('nba', { from: noon.toISOString(), to: at(600).toISOString() });
  expect(await findEvent(found?.eventId as EventId)).toMatchObject({
    home: 'Lakers',
    startsAt: game.startsAt,
    state: 'scheduled',
  });
  expect(asked).toEqual([]);
  expect(await latestPolls('nba', 'odds', 1, at(81))).toEqual([]);
  expect(await findCredits('2026-09')).toEqual({ planned: 0, closing: 0 });
});
