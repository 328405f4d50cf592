import type { Public, User, Viewer } from '#actor';
import { cardsFor, noSuchUser, type UserCard, userIdNamed } from '#core/users';
import { invalid } from '#errors';
import { FOREVER } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { followersAmong, followsAmong } from './follow.store.ts';
import { hiddenRows, idsIn } from './hidden.store.ts';
import { type HiddenPeople, isSelf, NOBODY_HIDDEN, type Sight, type Sights, sightsOf } from './visibility-rules.ts';

/**
 * The people whom a viewer's lists leave out: read beside the page. One consistent Query, 1 RRU for some 100 people; nothing for a caller
 * without a token.
 */
export async function hiddenFrom(viewer: Pick<User, 'kind' | 'userId'> | Public): Promise<HiddenPeople> {
  if (viewer.kind === 'public') return NOBODY_HIDDEN;
  const rows = await hiddenRows(viewer.userId);
  return { blocked: new Set(idsIn(rows, 'blocked') as UserId[]), muted: new Set(idsIn(rows, 'muted') as UserId[]) };
}

/** The same of one user. */
export const hiddenOf = (userId: UserId): Promise<HiddenPeople> => hiddenFrom({ kind: 'user', userId });

/** Those of these people whom a viewer follows, 100 to a request. 1 RRU each, 0.5 where `consistent` is false; nothing without a token. */
export async function followedAmong(
  viewer: Viewer,
  userIds: readonly UserId[],
  { consistent = true } = {},
): Promise<Set<UserId>> {
  if (viewer.kind === 'public') return new Set();
  const rows = await followsAmong(viewer.userId, userIds, { consistent });
  return new Set(rows.flatMap(({ state, followeeId }) => (state === 'following' ? [followeeId as UserId] : [])));
}

/**
 * The sights of a viewer on the people of a page. A trip, of 1 RRU for each of them whose account is private; none without such an account.
 * @param cards of the page's people; who is missing is gone
 */
export async function sightsFor(viewer: Viewer, cards: ReadonlyMap<UserId, UserCard>, hidden: HiddenPeople): Promise<Sights> {
  const isPrivate = ([userId, card]: [UserId, UserCard]) =>
    card.private && !isSelf(viewer, userId) && !hidden.blocked.has(userId);
  const userIds = [...cards].filter(isPrivate).map(([userId]) => userId);
  return sightsOf(viewer, cards, hidden, await followedAmong(viewer, userIds));
}

/** The cards of people and the sights on them. Two trips at most: 0.5 RRU a person, 1 for the viewer, 1 for each private account. */
export async function peopleFor(viewer: Viewer, userIds: readonly UserId[], now: Date) {
  const [cards, hidden] = await Promise.all([
    cardsFor(viewer, userIds, now),
    userIds.every((userId) => isSelf(viewer, userId)) ? NOBODY_HIDDEN : hiddenFrom(viewer),
  ]);
  return { cards, hidden, sights: await sightsFor(viewer, cards, hidden) };
}

/** A person as others see their picks. */
interface SeenAuthor {
  readonly userId: UserId;
  /** Undefined when the account is gone. */
  readonly card: UserCard | undefined;
  /** The author's own hidden people: blocks stand on both sides. */
  readonly hidden: HiddenPeople;
}

/**
 * Those of these people who may see the picks of one person. A trip of 1 RRU for each of them where the account is private, else no call.
 * @param excluded those of them who have taken a break from betting content, who see their own picks alone
 */
export async function picksSeenBy(
  { userId, card, hidden }: SeenAuthor,
  readerIds: readonly UserId[],
  excluded: Promise<ReadonlySet<UserId>>,
): Promise<Set<UserId>> {
  const cards = new Map(card && [[userId, card]]);
  const unblocked = readerIds.filter((readerId) => !hidden.blocked.has(readerId));
  const asked = card?.private ? unblocked.filter((readerId) => readerId !== userId) : [];
  const [followers, resting] = await Promise.all([followersAmong(userId, asked), excluded]);
  const sees = (readerId: UserId): boolean => {
    const viewer = { kind: 'user' as const, userId: readerId, ...(resting.has(readerId) && { excludedUntil: FOREVER }) };
    const follows = new Set(followers.has(readerId) ? [userId] : []);
    return sightsOf(viewer, cards, NOBODY_HIDDEN, follows).picksOf(userId) === 'all';
  };
  return new Set(unblocked.filter(sees));
}

/**
 * The cards of the people of a list, without those who are gone, banned or on either side of a block. A private account is listed by its
 * names, and a muted person is too. One trip: 0.5 RRU each, and 1 for the viewer.
 */
export async function peopleListed(viewer: Viewer, userIds: readonly UserId[], now: Date): Promise<Map<UserId, UserCard>> {
  const [cards, { blocked }] = await Promise.all([cardsFor(viewer, userIds, now), hiddenFrom(viewer)]);
  return new Map([...cards].filter(([userId, { banned }]) => !banned && !blocked.has(userId)));
}

/** The same, of a person who has to be. @throws NOT_FOUND */
export async function namedUserId(user: string): Promise<UserId> {
  const userId = await userIdNamed(user);
  if (!userId) throw noSuchUser();
  return userId;
}

/** The same, of somebody else than the actor. @throws NOT_FOUND; INVALID_INPUT for the actor */
export async function otherNamed(actor: User, user: string): Promise<UserId> {
  const userId = await namedUserId(user);
  if (userId === actor.userId) throw invalid('user', 'This is you.');
  return userId;
}

/** A viewer's sight on one person: reads the card beside the viewer's hidden people and follow. One trip; 0.5 RRU, 2.5 with a token. */
export async function sightOn(viewer: Viewer, userId: UserId, now: Date): Promise<Sight> {
  if (isSelf(viewer, userId)) return 'all';
  const [cards, hidden, follows] = await Promise.all([
    cardsFor(viewer, [userId], now),
    hiddenFrom(viewer),
    followedAmong(viewer, [userId]),
  ]);
  return sightsOf(viewer, cards, hidden, follows).of(userId);
}

/** The same of a person of whom the viewer sees at least the numbers. @throws NOT_FOUND */
export async function seePerson(viewer: Viewer, userId: UserId, now: Date): Promise<Exclude<Sight, 'nothing'>> {
  const sight = await sightOn(viewer, userId, now);
  if (sight === 'nothing') throw noSuchUser();
  return sight;
}
