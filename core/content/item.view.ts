import type { Viewer } from '#actor';
import { countsView, pickInPage, type StoredPick } from '#core/picks';
import type { Written } from '#core/users';
import { authorView, shownText, type UserCard } from '#core/users';
import type { UserId } from '#schemas/common';
import type { ItemView, PostDetail, PostRevision, PostView } from '#schemas/item-views';
import type { HydratedItems } from './item.hydrate.ts';
import { readsPost, seesPick, seesPost } from './item.visibility.ts';
import type { ItemRef, PostQuote } from './item-ref.ts';
import { NO_MARKS } from './own-marks.store.ts';
import type { StoredPost } from './post.store.ts';
import type { StoredPostRevision } from './post-revision.entity.ts';

/** The people of a page whose names a viewer reads. */
export const namedIn = ({ cards, sights }: Pick<HydratedItems, 'cards' | 'sights'>): ReadonlyMap<UserId, UserCard> =>
  new Map([...cards].filter(([userId]) => sights.of(userId) !== 'nothing'));

/**
 * A post as its viewer sees it: the caller has asked seesPost().
 * @param whole the whole of a long text; undefined shows its beginning
 */
export function postView(post: StoredPost, page: HydratedItems, now: Date, whole?: Written): PostView {
  const { postId, authorId, kind, visibility, whoMayComment, quotes = [], revision, createdAt, editedAt } = post;
  const isCut = post.textCut === true && whole === undefined;
  return {
    id: postId,
    author: authorView(authorId, page.cards.get(authorId)),
    kind,
    ...shownText(whole ?? post, namedIn(page), isCut),
    textCut: isCut,
    visibility,
    whoMayComment,
    picks: quotes.map((quote) => quoteView(quote, page, now)),
    counts: countsView(post),
    revision,
    createdAt,
    editedAt: editedAt ?? null,
  };
}

function quoteView({ pickId }: PostQuote, page: HydratedItems, now: Date): PostView['picks'][number] {
  const pick = page.picks.get(pickId);
  return pick && seesPick(pick, page)
    ? { id: pickId, unavailable: false, pick: shownPick(pick, page, now) }
    : { id: pickId, unavailable: true, pick: null };
}

const shownPick = (pick: StoredPick, { events, cards, sights }: HydratedItems, now: Date) =>
  pickInPage(pick, events, { author: cards.get(pick.authorId), isOwn: sights.isOwn(pick.authorId) }, now);

/** A post with what its viewer has done with it; null for one that they may not read. */
export const postDetail = (
  viewer: Viewer,
  post: StoredPost | undefined,
  page: HydratedItems,
  now: Date,
  whole?: Written,
): PostDetail | null =>
  post && readsPost(viewer, post, page)
    ? {
        ...postView(post, page, now, whole),
        hidden: post.hiddenAt !== undefined,
        own: page.own.get(post.postId) ?? NO_MARKS,
      }
    : null;

/** An item of a page; null for one that is gone, or that the viewer may not see. */
export function itemView(viewer: Viewer, { type, id }: ItemRef, page: HydratedItems, now: Date): ItemView | null {
  const own = page.own.get(id) ?? NO_MARKS;
  if (type === 'post') {
    const post = page.posts.get(id);
    return post && seesPost(viewer, post, page) ? { type, post: postView(post, page, now), own } : null;
  }
  const pick = page.picks.get(id);
  return pick && seesPick(pick, page) ? { type, pick: shownPick(pick, page, now), own } : null;
}

export const postRevisionView = (
  { revision, at, ...written }: StoredPostRevision,
  cards: ReadonlyMap<UserId, UserCard>,
): PostRevision => ({ revision, at, ...shownText(written, cards) });
