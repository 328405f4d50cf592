import type * as z from 'zod';
import type { User } from '#actor';
import { countCall, userSubject } from '#core/limits';
import { loadUser, noSuchUser } from '#core/users';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import { LIST_PAGES, type ListFollowers, type PersonView } from '#schemas/graph';
import { type ListedFollow, listedFollowers, listedFollowing } from './follow.store.ts';
import { personView } from './graph.view.ts';
import { followedAmong, namedUserId, peopleListed, sightOn } from './load-sights.ts';
import { isSelf } from './visibility-rules.ts';

type PeopleQuery = z.output<typeof ListFollowers.query>;
interface ListedPersonView {
  readonly user: PersonView;
  readonly since: string;
}
type ReadFollows = (after: ListedFollow | null, count: number) => Promise<ListedFollow[]>;

/**
 * A page of the followers of a person, newest first. 5 RRU for what the viewer may see, 2 for the list and 0.5 for each person.
 * @throws NOT_FOUND; RATE_LIMITED beyond 60 pages of others an hour; INVALID_INPUT for a cursor of another query
 */
export async function listFollowers(viewer: User, user: string, query: PeopleQuery, now: Date): Promise<Page<ListedPersonView>> {
  const userId = await whoseList(viewer, user, now);
  return pageOfPeople(viewer, `followers ${userId}`, query, now, (after, count) =>
    listedFollowers(userId, 'following', after, count),
  );
}

/** The same of those whom a person follows. */
export async function listFollowing(viewer: User, user: string, query: PeopleQuery, now: Date): Promise<Page<ListedPersonView>> {
  const userId = await whoseList(viewer, user, now);
  return pageOfPeople(viewer, `following ${userId}`, query, now, (after, count) => listedFollowing(userId, after, count));
}

/** A page of the requests to follow the actor, newest first. @throws INVALID_INPUT for a cursor of another query */
export const listFollowRequests = (actor: User, query: PeopleQuery, now: Date): Promise<Page<ListedPersonView>> =>
  pageOfPeople(actor, `follow requests ${actor.userId}`, query, now, (after, count) =>
    listedFollowers(actor.userId, 'requested', after, count),
  );

/** The person whose lists a viewer may read now, which counts as a page. @throws NOT_FOUND, RATE_LIMITED */
async function whoseList(viewer: User, user: string, now: Date): Promise<UserId> {
  const userId = await namedUserId(user);
  if (isSelf(viewer, userId)) return userId;
  const { allowed, resetSeconds: retryAfter } = await countCall(userSubject(viewer.userId), 'people-lists', LIST_PAGES, now);
  if (!allowed)
    throw new DomainError('RATE_LIMITED', `At most ${LIST_PAGES.calls} pages of people an hour. Try again in ${retryAfter} s.`, {
      retryAfter,
    });
  const [person, sight, follows] = await Promise.all([
    loadUser(userId),
    sightOn(viewer, userId, now),
    followedAmong(viewer, [userId]),
  ]);
  const { listsVisible = 'everyone' } = person ?? {};
  const isOpen = listsVisible === 'everyone' || (listsVisible === 'followers' && follows.has(userId));
  if (sight !== 'all' || !isOpen) throw noSuchUser();
  return userId;
}

function pageOfPeople(
  viewer: User,
  list: string,
  query: PeopleQuery,
  now: Date,
  read: ReadFollows,
): Promise<Page<ListedPersonView>> {
  return fillPage(list, query, {
    read: (after, count) => read(after === null ? null : positioned(after), count),
    positionOf: ({ since, userId }) => `${since} ${userId}`,
    show: async (follows) => {
      const cards = await peopleListed(
        viewer,
        follows.map(({ userId }) => userId),
        now,
      );
      return follows.map(({ userId, since }) => {
        const card = cards.get(userId);
        return card ? { user: personView(card), since: new Date(since).toISOString() } : null;
      });
    },
  });
}

/** @param position as `positionOf` wrote it */
function positioned(position: string): ListedFollow {
  const [since, userId = ''] = position.split(' ');
  return { since: Number(since), userId: userId as UserId };
}
