import { type EventFacts, findEvents } from '#core/events';
import { type HiddenPeople, hiddenOf, picksSeenBy } from '#core/graph';
import { cardsOf, type UserCard } from '#core/users';
import type { PickId, UserId } from '#schemas/common';
import type { PickView } from '#schemas/pick-views';
import { withEvents } from './pick.hydrate.ts';
import { eventsOf, picksByIds, type StoredPick } from './pick.store.ts';
import { pickView } from './pick.view.ts';
import { visibleParts } from './pick.visibility.ts';

/** A pick that several people are shown at once, with what decides on the part that each of them sees. */
export interface SharedPick {
  readonly pick: StoredPick;
  /** The event of each leg, in the order of the legs. */
  readonly events: readonly EventFacts[];
  /** Undefined when the account is gone. */
  readonly author: UserCard | undefined;
  /** The people whom a block parts from the author, on either side. */
  readonly hidden: HiddenPeople;
}

/**
 * Reads a pick once for all who are shown it. Two trips: 0.5 RRU, then 0.5 for each event and for the author's card, and 1 for the author's blocks.
 * @param hidden reads the author's blocks; for a caller that may have read them already
 * @returns null for a pick that is not there
 */
export async function loadSharedPick(pickId: PickId, now: Date, hidden: typeof hiddenOf = hiddenOf): Promise<SharedPick | null> {
  const [pick] = await picksByIds([pickId], { consistent: false });
  if (!pick) return null;
  const authorId = pick.authorId as UserId;
  const [events, cards, people] = await Promise.all([findEvents(eventsOf(pick)), cardsOf([authorId], now), hidden(authorId)]);
  return { pick, events: withEvents(pick, events), author: cards.get(authorId), hidden: people };
}

/** True for a pick whose view has addresses that are signed for its reader: those of the pictures that prove it. */
export const showsPictures = ({ pick: { proofs = [] } }: SharedPick): boolean =>
  proofs.some(({ stored }) => stored !== undefined);

/**
 * The pick as each of these people sees it: those who see the same have the same view. A trip of 1 RRU for each where the author's account is
 * private, else no call.
 * @param excluded those of them who have taken a break from betting content
 * @returns null for whom may not see it
 */
export async function viewsOfSharedPick(
  { pick, events, author, hidden }: SharedPick,
  readerIds: readonly UserId[],
  excluded: Promise<ReadonlySet<UserId>>,
  now: Date,
): Promise<Map<UserId, PickView | null>> {
  const authorId = pick.authorId as UserId;
  const seeing = await picksSeenBy({ userId: authorId, card: author, hidden }, readerIds, excluded);
  const viewOf = (isOwn: boolean): PickView | null => {
    const hydrated = { pick, events, author, sight: 'all' as const, isListed: true, isOwn };
    const parts = visibleParts(hydrated, now);
    return parts && pickView(hydrated, parts, now);
  };
  const [own, others] = [seeing.has(authorId) ? viewOf(true) : null, viewOf(false)];
  const shownTo = (userId: UserId) => (userId === authorId ? own : others);
  return new Map(readerIds.map((userId) => [userId, seeing.has(userId) ? shownTo(userId) : null]));
}
