import { system, type User } from '#actor';
import { namesOf } from '#core/events';
import { eventsOf, pickById, type StoredPick } from '#core/picks';
import { updateSearchRows } from '#core/search';
import type { FurtherItem, OddsItem, OddsProvider, ProviderReply } from '#core/sports-data';
import { claimHandlePart, newUserPart, rolePart } from '#core/users';
import { shardOf } from '#data/shard';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { newDataKey } from '#platform/new-data-key';
import { personalVault } from '#platform/personal-vault';
import type { EventId, UserId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import type { League } from '#schemas/sports';
import { GetLeaderboard } from '#schemas/stats';
import { GetMe } from '#schemas/users';
import { SHARDS } from '../../core/picks/pick-rules.ts';
import { writePrices } from '../../core/prices/price.store.ts';
import { type Quote, type SheetKind, sheetOf } from '../../core/prices/price-sheet.ts';
import { gameDay } from '../../local/provider/game-day.ts';
import { changeEvent } from '../../test/support/change-event.ts';
import { recordGame } from '../../test/support/make/games.ts';
import { type LegTerms, legBody, type TicketTerms, ticketBody } from '../../test/support/make/pick-bodies.ts';
import { http, queue, recordsOf, stream } from './doors.ts';
import { NOW } from './fixed.ts';

/** The ground of the scenarios: people, games with the prices of real ones, picks. All is made by the product's own code. */

export const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
export const BENCH = system('bench');

/** A registered bettor with one address. Their first call of this minute is made already: see `call` for one that is not. */
export async function bettor(
  handle = 'a_bettor_of_some_fame',
  { role = 'user' as User['role'], called = true } = {},
): Promise<User> {
  const userId = newId<UserId>(later(-60 * 24 * 60));
  const at = later(-60 * 24 * 60).toISOString();
  const dataKey = await newDataKey(userId);
  const sealed = (await personalVault({ userId, dataKey })).seal(`${handle}@example.com`);
  const user = {
    userId,
    handle,
    displayName: 'A Bettor of some Fame',
    bio: 'Football on Sundays. Every pick is posted before kick-off, and every one of them stays.',
    role: 'user' as const,
    tier: 'free' as const,
    dateOfBirth: '1990-05-17',
    ageVerifiedAt: at,
    dataKey,
    addresses: [{ channel: 'email' as const, sealed, verifiedAt: at }],
    bans: 0,
    createdAt: at,
  };
  await transact({ user: newUserPart(user), handle: claimHandlePart(handle, userId, later(-60)) });
  await updateSearchRows.run(userId, later(-60));
  if (role !== 'user') await transact({ role: rolePart(userId, role) });
  const actor: User = { kind: 'user', userId, role, tier: 'free', origin: '6e3a0d5e-5c0f-4c63-9d57-0b9f5e3d7c11' };
  if (called) await http(GetMe, { as: actor });
  return actor;
}

/** Makes the first call of this minute from the network of callers without a token. */
export const visited = (): Promise<unknown> => http(GetLeaderboard, {});

/** The start of the first game, five hours from now; the others follow every five minutes. */
const FIRST = 300;
const day = gameDay(later(FIRST), { sports: ['americanfootball_nfl', 'soccer_epl'] });
/** The real games of a league as the provider shows them five hours before. */
const shown = (league: League): Promise<ProviderReply<OddsItem>> => day.provider(NOW).odds(league);

export interface Game {
  readonly eventId: EventId;
  readonly startsAt: Date;
  readonly item: OddsItem;
}

/** The number of games that `games` can make of a league. */
export const GAMES = 16;

/** The first so many games of the NFL's Sunday, with prices of the kinds that are named. */
export async function games(count: number, kinds: readonly SheetKind[] = ['main']): Promise<Game[]> {
  const { items } = await shown('nfl');
  if (count > items.length) throw new Error(`there are ${items.length} games`);
  const made: Game[] = [];
  for (const item of items.slice(0, count)) {
    const { providerGameId, startsAt } = item;
    const seen = { provider: 'the-odds-api', providerGameId, league: 'nfl' as const, startsAt, ...namesOf(item) };
    const eventId = await recordGame(seen, later(-60 * 24));
    const further = kinds.some((kind) => kind !== 'main') ? await furtherOf(providerGameId) : null;
    for (const kind of kinds) {
      const sheet = kind === 'main' ? item.prices : further?.[kind];
      if (sheet) await writePrices(undefined, { eventId, kind, sheet, at: later(-10).toISOString() });
    }
    made.push({ eventId, startsAt: new Date(startsAt), item });
  }
  return made;
}

async function furtherOf(providerGameId: string): Promise<FurtherItem | undefined> {
  const { items } = await day.provider(NOW).further('nfl', providerGameId);
  return items[0];
}

/** One game with its prices. */
export async function game(kinds?: readonly SheetKind[]): Promise<Game> {
  const [one] = await games(1, kinds);
  if (!one) throw new Error('there is no game');
  return one;
}

/** As many as play in a tournament of golf, and as many books as quote it. */
const [FIELD, BOOKS] = [156, 20];
export const GOLFER = 'Christiaan Bezuidenhout 1';

/** A tournament of golf with the outright prices of its whole field at each book. */
export async function tournament(): Promise<Omit<Game, 'item'>> {
  const startsAt = later(FIRST);
  const names = { home: null, away: null, title: 'Masters Tournament' };
  const seen = { provider: 'the-odds-api', providerGameId: 'masters', league: 'golf_majors' as const, ...names };
  const eventId = await recordGame({ ...seen, startsAt: startsAt.toISOString() }, later(-60 * 24));
  const quotes = Array.from({ length: FIELD * BOOKS }, (_, i): Quote => {
    const [player, book] = [Math.floor(i / BOOKS), i % BOOKS];
    const selection = player === 1 ? GOLFER : `Christiaan Bezuidenhout ${player}`;
    const price = `+${400 + player * 100 + book * 25}`;
    return { book: `williamhill_${book}`, title: `William Hill ${book}`, market: 'outright', selection, line: null, price };
  });
  await writePrices(undefined, { eventId, kind: 'main', sheet: sheetOf('american', quotes), at: later(-10).toISOString() });
  return { eventId, startsAt };
}

/** The provider at an instant; a change of its reply, where one is wanted, comes by `odds`. */
export const provider = (at: Date, odds?: (items: readonly OddsItem[]) => OddsItem[]): OddsProvider => {
  const real = day.provider(at);
  return { ...real, odds: async (league, competitions) => changed(await real.odds(league, competitions), odds) };
};
const changed = (reply: ProviderReply<OddsItem>, odds?: (items: readonly OddsItem[]) => OddsItem[]) =>
  odds ? { ...reply, items: odds(reply.items) } : reply;

/** The body of a ticket on these games: a single on one. */
export const ticket = (on: readonly Pick<Game, 'eventId'>[], leg: LegTerms = {}, terms: TicketTerms = {}) =>
  ticketBody(
    on.map(({ eventId }) => legBody(eventId, { market: 'spread', line: '-3', ...leg })),
    { book: 'DraftKings', analysis: 'The line has moved the wrong way since Thursday, and their left tackle is back.', ...terms },
  );

/** Places a pick. */
export async function placed(as: User, on: readonly Game[], terms: TicketTerms = {}): Promise<StoredPick> {
  const { id } = await http(PlacePick, { as, body: ticket(on, {}, terms) });
  return (await pickById(id)) as StoredPick;
}

/** The final result of a game, three and a half hours after its start. @returns that instant */
export async function finished({ eventId, startsAt }: Game, score = { home: 24, away: 20 }): Promise<Date> {
  const at = new Date(startsAt.getTime() + 210 * 60_000);
  await changeEvent(BENCH, eventId, { score }, at);
  return at;
}

/** The page of an event's picks that this pick stands on. */
export const pageOf = (pick: StoredPick) => ({ eventId: eventsOf(pick)[0] as EventId, shard: shardOf(pick.pickId, SHARDS) });

/** Settles a pick of a finished game, and counts its outcome. */
export async function settled(pick: StoredPick): Promise<void> {
  const records = await recordsOf('outcome', () => queue('settle-event', pageOf(pick)));
  await stream('betting', records);
}
