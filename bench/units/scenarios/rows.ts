import { newEvent, type StoredEvent } from '#core/events';
import type { StoredPick } from '#core/picks';
import { ledgerRowOf } from '#core/stats';
import { shardOf } from '#data/shard';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import type { EventId, PickId, UserId } from '#schemas/common';
import { eventEntity } from '../../../core/events/event.entity.ts';
import { newRow } from '../../../core/events/event.store.ts';
import { providerRefEntity } from '../../../core/events/provider-ref.entity.ts';
import { sweepAtOf } from '../../../core/events/sweep-rules.ts';
import { followEntity } from '../../../core/graph/follow.entity.ts';
import { newPickPart } from '../../../core/picks/pick.store.ts';
import { entryOf } from '../../../core/realtime/socket-rules.ts';
import { socketsEntity } from '../../../core/realtime/sockets.entity.ts';
import type { ProviderGame } from '../../../core/sports-data/odds-provider.ts';
import { boardSumEntity } from '../../../core/stats/board-sum.entity.ts';
import { ledgerEntity } from '../../../core/stats/ledger.entity.ts';
import { statsEntity } from '../../../core/stats/stats.entity.ts';
import { cardEntity } from '../../../core/users/card.entity.ts';
import { decimal } from '../../../test/support/make/pick-bodies.ts';
import { storedLeg, storedOutcomes, storedPick } from '../../../test/support/make/stored-picks.ts';
import { later } from '../world.ts';
import { write } from '../write.ts';

/** Many rows of one kind, written as they are stored: the product's own code would take minutes for ten thousand. */

const HOUR = 60;
const CONCURRENCY = { concurrent: 4 };
const RESULTS = ['win', 'loss', 'win', 'loss', 'push'] as const;
/** Settled picks and days that a bettor settles them on. */
const PER_DAY = 5;

/** Settled picks of a bettor, newest first: rows of the ledger, and the record that they make, five a day back from yesterday. */
export async function settledPicks(userId: UserId, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, i) => {
    const settledAt = later(-24 * HOUR * (1 + Math.floor(i / PER_DAY)) - (i % PER_DAY));
    const pick = storedPick({
      authorId: userId,
      pickId: newId<PickId>(settledAt),
      book: 'DraftKings',
      stake: 1_500_000,
      legs: [storedLeg(0, { market: 'spread', line: '-3', odds: decimal('1.95') })],
    });
    const result = RESULTS[i % RESULTS.length] ?? 'win';
    const profit = { win: 1_425_000, loss: -1_500_000, push: 0 }[result];
    const [outcome] = storedOutcomes([{ result, profit, clv: 12_500, settledAt: settledAt.toISOString() }], pick);
    const row = outcome && ledgerRowOf(pick, outcome);
    if (!row) throw new Error('a settled pick has a row');
    return row;
  });
  await ledgerEntity().put(all).go(CONCURRENCY);
  const days = Map.groupBy(all, ({ settledAt }) => settledAt.slice(0, 10));
  const years = Map.groupBy(all, ({ settledAt }) => settledAt.slice(0, 4));
  const periods = [...days, ...years, ['all', all] as const];
  await statsEntity()
    .put(periods.map(([period, rows]) => ({ ...recordRow(userId, rows), period })))
    .go(CONCURRENCY);
}

function recordRow(userId: UserId, rows: readonly { result: string; stake: number; profit: number }[]) {
  const of = (result: string) => rows.filter((row) => row.result === result).length;
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return {
    userId,
    wins: of('win'),
    losses: of('loss'),
    pushes: of('push'),
    voids: 0,
    decided: of('win') + of('loss'),
    turnover: sum(rows.map(({ stake }) => stake)),
    profit: sum(rows.map(({ profit }) => profit)),
    clv: 12_500 * rows.length,
    clvPicks: rows.length,
    placed: rows.length,
  };
}

/** Partitions of a day of boards, as core/stats/board-sum.store.ts has them. */
const BOARD_SHARDS = 2;

/** Bettors who settled twenty picks on games of their own today, enough for every board. */
export async function boardSums(count: number): Promise<void> {
  const ids = await cardsOfMany(count);
  const today = later(0).toISOString().slice(0, 10);
  const rows = ids.map((userId, i) => {
    const wins = 8 + (i % 8);
    const profit = wins * 1_425_000 - (20 - wins) * 1_500_000 + i;
    return {
      ...{ countedOn: today, settledOn: today, userId, shard: shardOf(userId, BOARD_SHARDS) },
      ...{ decided: 20, events: 20, wins, losses: 20 - wins, turnover: 30_000_000, profit },
      expiresAt: epoch(later(100 * 24 * HOUR)),
    };
  });
  await boardSumEntity().put(rows).go(CONCURRENCY);
}

/** Ids of so many people who joined long ago. */
export const usersOf = (count: number): UserId[] => Array.from({ length: count }, () => newId<UserId>(later(-24 * HOUR * 90)));
/** A reader who read the feed an hour ago. */
export const activeReader = (readerId: string) => ({
  readerId,
  readAt: later(-HOUR).toISOString(),
  expiresAt: epoch(later(24 * HOUR * 30)),
});

/** The cards of so many people, which is all that a list shows of them. @returns their ids */
export async function cardsOfMany(count: number): Promise<UserId[]> {
  const ids = Array.from({ length: count }, () => newId<UserId>(later(-24 * HOUR * 60)));
  await cardEntity()
    .put(ids.map((userId, i) => ({ userId, handle: `bettor_${i}`, displayName: `Bettor ${i}`, bans: 0 })))
    .go(CONCURRENCY);
  return ids;
}

/** The row of a person with one open socket. */
export async function openSocketOf(userId: UserId, n: number): Promise<void> {
  const [openedAt, issuedAt] = [later(-1).toISOString(), later(-1).toISOString()];
  const socket = { connectionId: `L0SM9cOFvHcCIhw=${n}`, origin: newId(later(0)), openedAt, issuedAt };
  await socketsEntity()
    .put({ userId, open: [entryOf(socket)], expiresAt: epoch(later(HOUR)) })
    .go();
}

/** Games of the NFL as the provider shows them, one after the other from this minute on. */
export const shownGames = (count: number, from: number, step: number): ProviderGame[] =>
  Array.from({ length: count }, (_, i) => ({
    providerGameId: `game-${String(i).padStart(28, '0')}`,
    home: 'Los Angeles Rams',
    away: `Visitors ${i}`,
    title: null,
    startsAt: later(from + i * step).toISOString(),
  }));

/** Games of the NFL that start one after the other from this minute on. @param terms what differs from a game that is scheduled */
export async function plainGames(
  count: number,
  from: number,
  step: number,
  terms: Partial<StoredEvent> = {},
): Promise<EventId[]> {
  const all = shownGames(count, from, step).map((game) => {
    const event = newEvent({ ...game, provider: 'the-odds-api', league: 'nfl' }, later(-24 * HOUR * 8));
    return { ...newRow(event), ...(terms as object), sweepAt: sweepAtOf({ ...event, ...terms }) };
  });
  await eventEntity().put(all).go(CONCURRENCY);
  await providerRefEntity()
    .put(all.map(({ provider, providerGameIds: [providerGameId = ''], eventId }) => ({ provider, providerGameId, eventId })))
    .go(CONCURRENCY);
  return all.map(({ eventId }) => eventId);
}

/** Picks on one game, newest last, each with its leg and without its revision. @param terms what differs from one to the next */
export async function plainPicks(
  count: number,
  eventId: EventId,
  terms: (i: number) => Partial<StoredPick> & { leg?: Partial<StoredPick['legs'][number]> },
): Promise<StoredPick[]> {
  const picks = Array.from({ length: count }, (_, i) => {
    const { leg, ...rest } = terms(i);
    const placedAt = later(-60 * 24 - count + i);
    return storedPick({
      pickId: newId<PickId>(placedAt),
      placedAt: placedAt.toISOString(),
      book: 'DraftKings',
      ...rest,
      legs: [storedLeg(0, { eventId, market: 'spread', line: '-3', ...leg })],
    });
  });
  await write(picks.map(newPickPart), ['revision']);
  return picks;
}

/** Old follows of a bettor by people who have no account. */
export async function manyFollow(followeeId: UserId, count: number, { counted = true } = {}): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => ({
    ...{ followeeId, followerId: newId<UserId>(later(-24 * HOUR - i)), state: 'following' as const },
    ...{ since: later(-24 * HOUR - i).getTime(), counted, bell: false },
  }));
  if (counted) await followEntity().put(rows).go(CONCURRENCY);
  else for (const row of rows) await followEntity().put(row).go();
}
