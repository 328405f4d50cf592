import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import type { EventUpdate } from '#core/events';
import { getPick, outcomesOf, pickById, placePick } from '#core/picks';
import { getLeaderboard, getUserStats, recordUpkeep, updateBoards } from '#core/stats';
import type { EventId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { GetLeaderboard } from '#schemas/stats';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { countOutcome } from '../../core/stats/count.projection.ts';
import { statsEntity } from '../../core/stats/stats.entity.ts';
import { changeEvent } from '../support/change-event.ts';
import { followPick } from '../support/follow-pick.ts';
import { storedGame } from '../support/make/games.ts';
import { type SingleTerms, singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { quoteGame } from '../support/quotes.ts';
import { allDifferences } from '../support/upkeep.ts';

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const ingest = system('ingest-scores');
const job = system('test');

beforeAll(async () => {
  const sqs = new SQSClient({});
  for (const name of ['GRADING', 'LOCKS', 'FEED_FANOUT']) {
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: `settlement-${name.toLowerCase().replace('_', '-')}` }),
    );
    process.env[`${name}_QUEUE_URL`] = QueueUrl;
  }
});

async function pick(who: User, eventId: EventId, terms: SingleTerms = {}, now = noon) {
  const { id } = await placePick(who, PlacePick.body.parse(singleBody(eventId, terms)), undefined, now);
  const stored = await pickById(id);
  if (stored) await followPick(stored, now);
  return id as never;
}

/** Does the work of the queue and the stream after a fact: grades, then counts. Both twice, since deliveries repeat. */
async function settle(pickIds: readonly string[]) {
  for (const pickId of [...pickIds, ...pickIds]) {
    const stored = await pickById(pickId);
    if (stored) await settlePick(stored, new Map(), new Date());
    for (const outcome of [...(await outcomesOf(pickId))].reverse()) await countOutcome(outcome, new Date(outcome.gradedAt));
  }
}
const say = (eventId: EventId, update: EventUpdate, now: Date) => changeEvent(ingest, eventId, update, now);
const stats = (who: string, now: Date) => getUserStats(anyone, who, { timeframe: 'all' }, now);

describe('a pick whose game is over', () => {
  it('is graded once, corrected once, and its author’s record moves by the difference', async () => {
    const [ann, eventId] = [await bettor('ann', noon), await storedGame('nfl', at(60))];
    const id = await pick(ann, eventId);
    await say(eventId, { score: { home: 24, away: 20 } }, at(240));
    await settle([id]);
    await expect(getPick(anyone, id, at(241))).resolves.toMatchObject({
      status: 'settled',
      outcome: { result: 'win', profitUnits: '1.818182', version: 1, settledAt: at(240).toISOString(), reason: null },
      receipt: {
        policyVersion: '1',
        rule: 'spread.whole',
        fractions: { won: '1', returned: '0', lost: '0' },
        legs: [{ result: 'win', resultVersion: 1, gradingVersion: 1 }],
      },
    });
    await expect(stats('ann', at(241))).resolves.toMatchObject({
      wins: 1,
      losses: 0,
      profitUnits: '1.818182',
      turnoverUnits: '2.000000',
      roiPercent: '90.909100',
      streak: 1,
      placed: 1,
    });

    await say(eventId, { score: { home: 23, away: 20 } }, at(40 * 60));
    await settle([id]);
    const { outcome, outcomes } = await getPick(anyone, id, at(41 * 60));
    expect(outcome).toMatchObject({ result: 'push', profitUnits: '0.000000', version: 2, settledAt: at(240).toISOString() });
    expect(outcomes.map(({ result, legs }) => [result, legs[0]?.resultVersion])).toEqual([
      ['win', 1],
      ['push', 2],
    ]);
    await expect(stats('ann', at(41 * 60))).resolves.toMatchObject({
      wins: 0,
      pushes: 1,
      profitUnits: '0.000000',
      turnoverUnits: '0.000000',
      roiPercent: null,
      streak: 0,
    });

    await say(eventId, { score: { home: 30, away: 20 } }, at(80 * 60));
    await settle([id]);
    await expect(getPick(anyone, id, at(80 * 60))).resolves.toMatchObject({ outcome: { result: 'push', version: 2 } });
  });

  it('is void when it was accepted after the true start, or when its game was postponed too long', async () => {
    const [ben, early, late] = [await bettor('ben', noon), await storedGame('nfl', at(60)), await storedGame('epl', at(60))];
    const id = await pick(ben, early, {}, at(45));
    await say(early, { startsAt: at(30).toISOString() }, at(46));
    await say(early, { score: { home: 24, away: 20 } }, at(240));
    await settle([id]);
    await expect(getPick(anyone, id, at(241))).resolves.toMatchObject({
      outcome: { result: 'void', reason: 'LATE', profitUnits: '0.000000' },
    });
    const moved = await pick(ben, late, { line: '-0.25' });
    await say(late, { startsAt: at(60 + 48 * 60).toISOString() }, at(10));
    await settle([moved]);
    await expect(getPick(anyone, moved, at(11))).resolves.toMatchObject({ status: 'open', outcome: null });
    await say(late, { startsAt: at(61 + 48 * 60).toISOString() }, at(12));
    await settle([moved]);
    await expect(getPick(anyone, moved, at(13))).resolves.toMatchObject({ outcome: { result: 'void', reason: 'POSTPONED' } });
  });

  it('on a quarter line is a half win or a half loss', async () => {
    const [cat, eventId] = [await bettor('cat', noon), await storedGame('epl', at(60))];
    const home = await pick(cat, eventId, { line: '-0.25', odds: { format: 'decimal', price: '1.95' } });
    const away = await pick(cat, eventId, { selection: 'away', line: '0.25', odds: { format: 'fractional', price: '19/20' } });
    await say(eventId, { score: { home: 1, away: 1 } }, at(200));
    await settle([home, away]);
    await expect(getPick(anyone, home, at(201))).resolves.toMatchObject({
      outcome: { result: 'half_loss', profitUnits: '-1.000000' },
    });
    await expect(getPick(anyone, away, at(201))).resolves.toMatchObject({
      outcome: { result: 'half_win', profitUnits: '0.950000' },
    });
    await expect(stats('cat', at(201))).resolves.toMatchObject({
      wins: 1,
      losses: 1,
      turnoverUnits: '4.000000',
      profitUnits: '-0.050000',
      winRatePercent: '50.000000',
    });
  });
});

describe('the boards', () => {
  it('show ten decided picks and not nine, best first, and are swapped whole', async () => {
    const [nine, ten] = await Promise.all([bettor('nine', noon), bettor('ten', noon)]);
    for (let i = 0; i < 10; i++) {
      const eventId = await storedGame('nfl', at(60 + i * 70));
      await quoteGame(eventId, at(i * 70 - 1), [['home', '-110', { market: 'spread', line: '-1.5' }]]);
      const ids = [await pick(ten, eventId, { line: '-1.5' }, at(i * 70))];
      if (i < 9) ids.push(await pick(nine, eventId, { line: '-1.5' }, at(i * 70)));
      await say(eventId, { score: { home: i === 5 ? 0 : 7, away: 3 } }, at(240 + i * 70));
      await settle(ids);
    }
    const now = at(24 * 60);
    await updateBoards(job, now);
    const board = await getLeaderboard(anyone, GetLeaderboard.query.parse({ metric: 'winrate', timeframe: '7d' }));
    expect(board.items).toEqual([
      expect.objectContaining({
        rank: 1,
        user: { id: ten.userId, handle: 'ten', displayName: 'ten', avatar: null },
        wins: 9,
        losses: 1,
        winRatePercent: '90.000000',
        score: '0.595849970475',
      }),
    ]);
    const before = await getLeaderboard(anyone, GetLeaderboard.query.parse({ metric: 'roi', timeframe: '30d', limit: 1 }));
    await updateBoards(job, at(24 * 60 - 1));
    await expect(
      getLeaderboard(anyone, GetLeaderboard.query.parse({ metric: 'roi', timeframe: '30d', limit: 1 })),
    ).resolves.toEqual(before);
  });
});

describe('the audit', () => {
  it('finds no difference in the tests above, and each one that is made', async () => {
    const now = at(5 * 24 * 60);
    expect(await allDifferences(now)).toEqual([]);
    const [who] = (await getLeaderboard(anyone, GetLeaderboard.query.parse({ timeframe: '7d' }))).items;
    await statsEntity()
      .patch({ userId: who?.user.id ?? '', period: 'all' })
      .add({ wins: 1 })
      .go();
    const of = `stats ${who?.user.id} all`;
    expect(await allDifferences(now)).toEqual([{ of, field: 'wins', is: 10, should: 9 }]);
    expect(await recordUpkeep.repair?.(who?.user.id ?? '', now)).toEqual([of]);
    expect(await allDifferences(now)).toEqual([]);
  });
});
