import type { Public, User } from '#actor';
import type { UserCard } from '#core/users';
import type { UserId } from '#schemas/common';

/**
 * The part of a person and of all they made that a viewer sees. `numbers`: the handle, the name and numbers, of a private account that the
 * viewer does not follow. `nothing`: the person is gone, or one of the two has blocked the other; the viewer gets the answer for somebody
 * who never was.
 */
export type Sight = 'all' | 'numbers' | 'nothing';

/** The people whom a viewer's lists leave out. */
export interface HiddenPeople {
  /** On either side of a block: the viewer sees nothing of them. */
  readonly blocked: ReadonlySet<UserId>;
  /** Left out of lists with several people's things; what is asked for by name or id is shown. */
  readonly muted: ReadonlySet<UserId>;
}
export const NOBODY_HIDDEN: HiddenPeople = { blocked: new Set(), muted: new Set() };

/** The part of a viewer that decides on sights. */
type SightViewer = Pick<User, 'kind' | 'userId' | 'excludedUntil'> | Public;

/** True when the viewer is this person. */
export const isSelf = (viewer: SightViewer, userId: UserId): boolean => viewer.kind === 'user' && viewer.userId === userId;

/**
 * The one rule for what a person and their things show. A person sees all of their own. A ban leaves picks, posts and the record to be
 * seen, since a public record is not taken back.
 * @param card undefined when the account is gone
 * @param follows true when the viewer follows the person; matters for a private account only
 */
export function sightOf(
  viewer: SightViewer,
  userId: UserId,
  card: Pick<UserCard, 'private'> | undefined,
  { hidden, follows }: { readonly hidden: HiddenPeople; readonly follows: boolean },
): Sight {
  if (isSelf(viewer, userId)) return 'all';
  if (!card || hidden.blocked.has(userId)) return 'nothing';
  return card.private && !follows ? 'numbers' : 'all';
}

/** The sights of one viewer on the people of a page. */
export interface Sights {
  /** For what is asked for by itself. */
  readonly of: (userId: UserId) => Sight;
  /** True when a list of several people's things shows this one's: all is seen, and the viewer has not muted them. */
  readonly lists: (userId: UserId) => boolean;
  /** For picks: a viewer who has taken a break from betting content sees those of nobody else. */
  readonly picksOf: (userId: UserId) => Sight;
  readonly isOwn: (userId: UserId) => boolean;
}

/** @param follows those of the people whom the viewer follows; private accounts suffice */
export function sightsOf(
  viewer: SightViewer,
  cards: ReadonlyMap<UserId, Pick<UserCard, 'private'>>,
  hidden: HiddenPeople,
  follows: ReadonlySet<UserId>,
): Sights {
  const of = (userId: UserId) => sightOf(viewer, userId, cards.get(userId), { hidden, follows: follows.has(userId) });
  // The door leaves out an exclusion that is over.
  const isExcluded = viewer.kind === 'user' && viewer.excludedUntil !== undefined;
  return {
    of,
    lists: (userId) => of(userId) === 'all' && !hidden.muted.has(userId),
    picksOf: (userId) => (isExcluded && !isSelf(viewer, userId) ? 'nothing' : of(userId)),
    isOwn: (userId) => isSelf(viewer, userId),
  };
}
