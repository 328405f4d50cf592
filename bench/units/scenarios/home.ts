import type { User } from '#actor';
import { addToCardPart } from '#core/users';
import { signCursor } from '#data/cursor';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { mapConcurrently } from '#platform/map-concurrently';
import type { EventId, PickId, UserId } from '#schemas/common';
import { GetFeed, GetTrending, GiveFeedback } from '#schemas/home';
import { ownMarksEntity } from '../../../core/content/own-marks.entity.ts';
import { authorFeedEntity } from '../../../core/feed/author-feed.entity.ts';
import { type FeedRef, packRefs } from '../../../core/feed/feed-ref.ts';
import { rowsOf } from '../../../core/feed/feed-row.store.ts';
import { packRecent } from '../../../core/feed/feed-rules.ts';
import { feedbackEntity } from '../../../core/feed/feedback.entity.ts';
import { sessionsOf } from '../../../core/feed/home-session.store.ts';
import { trendCountEntity } from '../../../core/feed/trend.entity.ts';
import { noteBucket, swapTrend } from '../../../core/feed/trend.store.ts';
import { bucketOf, trendExpiry } from '../../../core/feed/trend-rules.ts';
import { http, job } from '../doors.ts';
import { NOW } from '../fixed.ts';
import { type Scenario, world } from '../scenario.ts';
import { later } from '../world.ts';
import { feed } from './feeds.ts';
import { cardsOfMany, plainPicks } from './rows.ts';

const BATCH = { concurrent: 8 };

/** Picks of these authors, as references. */
async function picksOf(authorIds: readonly UserId[], count: number, on: readonly EventId[]): Promise<FeedRef[]> {
  const refs: FeedRef[] = [];
  for (const [i, eventId] of on.entries()) {
    const picks = await plainPicks(Math.ceil(count / on.length), eventId, (n) => ({
      authorId: authorIds[(n * on.length + i) % authorIds.length] as UserId,
    }));
    refs.push(
      ...picks.map(({ pickId, authorId }) => ({
        type: 'pick' as const,
        id: pickId as PickId,
        authorId,
        hint: { userIds: [authorId], pickIds: [], eventIds: [eventId] },
      })),
    );
  }
  return refs.slice(0, count);
}

/** Adds to the record on the card of each bettor. */
const withRecords = (userIds: readonly UserId[]) =>
  mapConcurrently(userIds, BATCH.concurrent, (userId) =>
    transact({ record: addToCardPart(userId, { decided: 80, turnover: 80_000_000, profit: 4_000_000 }) }),
  );

/**
 * A reader with a home feed of a hundred items: 60 of 20 followed authors, 5 of their own and 35 trending ones of 15 authors, on 8 games; with
 * 200 reactions, 50 picks and 20 wishes.
 */
const reader = world('a home feed', async () => {
  const as = await feed({ items: 60, authors: 20, events: 8 });
  const rows = await rowsOf(as.userId, null, 60);
  const on = [...new Set(rows.flatMap(({ hint }) => hint?.eventIds ?? []))];
  const own = await picksOf([as.userId], 50, on);
  await authorFeedEntity()
    .put({ authorId: as.userId, recent: packRecent(own.slice(0, 5)), revision: 5 })
    .go();
  const strangers = await cardsOfMany(15);
  const trending = await picksOf(strangers, 40, on);
  await listed(trending);
  await withRecords([...strangers, ...new Set(rows.map(({ authorId }) => authorId)), as.userId]);
  const some = newId<UserId>(NOW) as string;
  await ownMarksEntity()
    .put(
      Array.from({ length: 200 }, (_, i) => ({
        userId: as.userId as string,
        itemId: newId(later(-24 * 60 - i)),
        itemType: 'pick' as const,
        ownerId: some,
        reactions: ['fire'],
      })),
    )
    .go(BATCH);
  await feedbackEntity()
    .put(
      Array.from({ length: 20 }, (_, i) => ({
        userId: as.userId as string,
        itemId: newId(later(-24 * 60 - i)),
        authorId: some,
        less: true,
        at: NOW.toISOString(),
        expiresAt: trendExpiry(NOW),
      })),
    )
    .go(BATCH);
  return { as, trending };
});

/** Makes these the trending items of the NFL's sport. */
async function listed(refs: readonly FeedRef[]): Promise<void> {
  const rows = refs.map((ref, i) => ({ ref, score: 100 - i }));
  for (const list of ['american_football', 'all'] as const)
    await swapTrend({ list, version: newId(NOW), through: bucketOf(later(-6)) }, undefined, rows, NOW);
}

/** Counts reactions to so many items in a bucket that is closed by now. */
async function counted(items: number): Promise<void> {
  const bucket = bucketOf(later(-10));
  await noteBucket('american_football', bucket, NOW);
  await trendCountEntity()
    .put(
      Array.from({ length: items }, (_, i) => {
        const itemId = newId<PickId>(later(-60));
        const hint = { userIds: [], pickIds: [], eventIds: [newId<EventId>(NOW)] };
        return {
          ...{ sport: 'american_football' as const, bucket, shard: i % 4, itemId, authorId: newId<UserId>(NOW) as string },
          ...{ ref: packRefs([{ type: 'pick', id: itemId, hint }]), sports: ['american_football'] },
          ...{ people: 1 + (i % 7), expiresAt: trendExpiry(NOW) },
        };
      }),
    )
    .go(BATCH);
}

/** Reads a first page. @returns the cursor of the second */
async function secondPage(as: User): Promise<string> {
  await http(GetFeed, { as });
  const sessionId = (await sessionsOf(as.userId)).at(-1)?.sessionId ?? '';
  return (await signCursor(`home ${as.userId}`, `${sessionId} 20`)) ?? '';
}

export const HOME: readonly Scenario[] = [
  {
    name: 'the first page of a home feed of 100 items of 35 authors on 8 games',
    group: 'feeds',
    of: ['GetFeed'],
    on: reader,
    async prepare() {
      const { as } = reader.made();
      return () => http(GetFeed, { as });
    },
  },
  {
    name: 'a further page of a home feed',
    group: 'feeds',
    of: ['GetFeed'],
    on: reader,
    async prepare() {
      const { as } = reader.made();
      const cursor = await secondPage(as);
      return () => http(GetFeed, { as, query: { cursor } });
    },
  },
  {
    name: 'the first page of trending items',
    group: 'feeds',
    of: ['GetTrending'],
    on: reader,
    async prepare() {
      const { as } = reader.made();
      return () => http(GetTrending, { as, query: { sport: 'american_football' } });
    },
  },
  {
    name: 'ask for less of an author',
    group: 'feeds',
    of: ['GiveFeedback'],
    on: reader,
    async prepare() {
      const { as, trending } = reader.made();
      return () => http(GiveFeedback, { as, body: { itemId: trending[0]?.id ?? '', feedback: 'less' } });
    },
  },
  {
    name: 'update the trends',
    group: 'feeds',
    of: ['schedules/update-trends'],
    growth: 'items that people reacted to in 5 minutes',
    async prepare(size) {
      await counted(size);
      return () => job('schedules/update-trends');
    },
  },
  {
    name: 'update the trends, with nothing new',
    group: 'feeds',
    of: ['schedules/update-trends'],
    async prepare() {
      await counted(20);
      await job('schedules/update-trends');
      return () => job('schedules/update-trends');
    },
  },
];
