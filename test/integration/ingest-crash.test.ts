import { afterEach, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { eventUpkeep, findEvent, findPairing, getEvent } from '#core/events';
import { playerOffersOf } from '#core/prices';
import { eventHistory } from '#core/results';
import { ingestEvents, ingestScores } from '#core/sports-data';
import { connection } from '#data/connection';
import { eventLockEntity } from '../../core/events/event-lock.entity.ts';
import { findProviderRefs } from '../../core/events/provider-ref.store.ts';
import { priceSnapshotEntity } from '../../core/prices/price.entity.ts';
import { SHEETS } from '../../core/prices/price-sheet.ts';
import { type GameDay, gameDay } from '../../local/provider/game-day.ts';
import { deaths } from '../support/deaths.ts';
import { replying } from '../support/make/provider-replies.ts';
import { anyone } from '../support/make/users.ts';

const job = system('ingest');
const force = { force: true };
const HOMES = ['Houston Texans', 'Fulham'] as const;
const DAY = 86_400_000;
let days = 0;
/** Two games, on a day that no other test has. */
const someDay = (): GameDay => gameDay(new Date(Date.parse('2027-01-01T12:00:00Z') + 20 * ++days * DAY), { homes: HOMES });

/** From its k-th call to DynamoDB on, the process is gone. */
function crashAt(k: number): void {
  let calls = 0;
  connection().client.middlewareStack.add(
    (next) => (args) => {
      if (++calls >= k) throw new Error('the process is gone');
      return next(args);
    },
    { step: 'initialize', name: 'crash', override: true },
  );
}
const mend = () => connection().client.middlewareStack.remove('crash');
afterEach(() => void mend());

/** Everything that one game left behind. */
async function left(day: GameDay) {
  const ids = [...(await findProviderRefs('the-odds-api', [...day.providerGameIds.values()])).values()];
  return Promise.all(
    ids.toSorted().map(async (id) => {
      const [facts, history, detail, locks] = await Promise.all([
        findEvent(id),
        eventHistory(id),
        getEvent(anyone, id, day.over),
        eventLockEntity()
          .get(Array.from({ length: 8 }, (_, copy) => ({ eventId: id, copy })))
          .go(),
      ]);
      const snapshots = await Promise.all(
        SHEETS.map((kind) => priceSnapshotEntity().query.primary({ eventId: id, kind }).go({ pages: 'all' })),
      );
      return {
        home: facts?.home,
        state: facts?.state,
        result: facts?.result && [facts.result.home, facts.result.away, facts.result.version],
        versions: [facts?.startVersion, facts?.stateVersion, facts?.gradingVersion],
        rows: [history.starts.length, history.results.length, history.states.length],
        locks: new Set(locks.data.map(({ startsAt }) => startsAt)).size === 1 ? locks.data.length : 'torn',
        markets: detail.markets.length,
        // A crash between a snapshot and what repeats it leaves the same prices twice, and no more.
        snapshots: snapshots.every(({ data }) => data.length >= 1 && data.length <= 2),
        offers: (await playerOffersOf(id)).length,
      };
    }),
  );
}
const byHome = (all: Awaited<ReturnType<typeof left>>) => all.toSorted((a, b) => String(a.home).localeCompare(String(b.home)));

/** @param late by how many minutes */
async function play(day: GameDay, late = 0): Promise<void> {
  const [open, over] = [day.open, day.over].map((at) => new Date(at.getTime() + late * 60_000)) as [Date, Date];
  await ingestEvents(job, force, open, day.provider(open));
  await ingestScores(job, force, over, day.provider(over));
}

describe('an ingest run that dies at any call', () => {
  it('makes one event of a tournament, with its lock, its reference and its place among those of its title', async () => {
    const at = (year: number, hours: number) => new Date(Date.UTC(year, 5, 18, 11 + hours));
    const shown = (year: number, hours: number) => {
      const open = { id: `open-${year}`, title: `Open ${year} Winner`, startsAt: at(year, 0) };
      return ingestEvents(job, force, at(year, hours), replying([open], undefined, 'golf_majors'));
    };
    const leftOf = async (year: number) => {
      const title = `Open ${year}`;
      const { eventIds } = await findPairing({ provider: 'the-odds-api', league: 'golf_majors', home: null, away: null, title });
      const refs = await findProviderRefs('the-odds-api', [`open-${year}`]);
      const events = await Promise.all(eventIds.map((id) => findEvent(id)));
      return {
        events: events.map((event) => [event?.title, event?.startVersion, refs.get(`open-${year}`) === event?.eventId]),
        differences: (await eventUpkeep.audit(eventIds, at(year, 0))).length,
      };
    };
    for (const calls of deaths(3)) {
      const [k, year] = [calls + 1, 2100 + calls];
      crashAt(k);
      const crashed = await shown(year, -40).then(
        () => false,
        () => true,
      );
      mend();
      await shown(year, -39);
      expect(await leftOf(year), `after a crash at call ${k}`).toEqual({
        events: [[`Open ${year}`, 1, true]],
        differences: 0,
      });
      if (!crashed) {
        expect(k).toBeGreaterThan(8);
        return;
      }
    }
  });

  it('leaves the rest to the next run, which ends as one whole run does', async () => {
    const whole = someDay();
    await play(whole);
    const expected = byHome(await left(whole));
    expect(expected).toMatchObject([
      { home: 'Fulham', result: [2, 2, 1], snapshots: true, offers: 5 },
      { home: 'Houston Texans', result: [20, 20, 1], locks: 8, snapshots: true, offers: 3 },
    ]);

    for (const calls of deaths(5)) {
      const k = calls + 1;
      const day = someDay();
      crashAt(k);
      const crashed = await play(day).then(
        () => false,
        () => true,
      );
      mend();
      if (!crashed) {
        expect(k).toBeGreaterThan(20);
        return;
      }
      await play(day, 1);
      expect(byHome(await left(day)), `after a crash at call ${k}`).toEqual(expected);
    }
  });
});
