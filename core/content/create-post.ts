import type * as z from 'zod';
import type { User } from '#actor';
import { followersAmong } from '#core/graph';
import { isYoung } from '#core/limits';
import { eventsOf, picksByIds, type StoredPick } from '#core/picks';
import { commitOnce } from '#core/requests';
import { mentionedIn } from '#core/users';
import { DomainError } from '#errors';
import { newId } from '#platform/ids';
import { count } from '#platform/log';
import type { PickId, PostId } from '#schemas/common';
import type { PostDetail } from '#schemas/item-views';
import { CreatePost } from '#schemas/posts';
import type { PostQuote } from './item-ref.ts';
import { newPostPart, postById, type StoredPost } from './post.store.ts';
import { noSuchItem, peopleOf } from './see-item.ts';
import { showOwnPost } from './show-post.ts';
import { assertWritable, keptText, mentionedPairs, pairParts } from './write-rules.ts';

type Body = z.output<typeof CreatePost.body>;

/**
 * Writes a post once under a key. The pairs with the people whom it mentions are conditions of the transaction. 2 to 4 WRU for the text, 2
 * for the hour's limit, the key and each person mentioned.
 * @throws NOT_FOUND for a pick that the author does not see, INVALID_INPUT, RATE_LIMITED, IDEMPOTENCY_KEY_REUSED, UNAVAILABLE
 */
export const createPost = (actor: User, body: Body, key: string | undefined, now: Date): Promise<PostDetail> =>
  commitOnce(
    { contract: CreatePost, actor, key, input: body, now },
    {
      load: () => loadAround(actor, body, now),
      decide({ picks, people, followers }) {
        assertWritable(actor.userId, body, { ...people, followers }, now);
        for (const [i, pickId] of idsOf(body).entries()) {
          const pick = picks.get(pickId);
          if (!pick || people.sights.of(pick.authorId) !== 'all')
            throw noSuchPick(body.kind === 'slip' ? `pickIds.${i}` : 'pickId');
        }
        const post = newPost(actor, body, picks, now);
        const pairs = pairParts(actor.userId, mentionedPairs(body.mentions));
        return {
          parts: { ...pairs.parts, post: newPostPart(post, { text: body.text, mentions: body.mentions }) },
          refusals: pairs.refusals,
          resourceIds: [post.postId],
          committed() {
            count('post.created', 1, { kind: post.kind });
            return showOwnPost(actor, post, now);
          },
        };
      },
      async replay({ resourceIds: [postId] }) {
        const post = await postById(postId);
        if (!post || post.deletedAt !== undefined) throw noSuchItem({ type: 'post' });
        return showOwnPost(actor, post, now);
      },
    },
  );

/** The ids of the picks that a body names. */
const idsOf = (body: Body): readonly PickId[] => {
  if (body.kind === 'text') return [];
  return body.kind === 'pick' ? [body.pickId] : body.pickIds;
};

async function loadAround(actor: User, body: Body, now: Date) {
  const mentioned = mentionedIn(body.mentions);
  const picks = new Map((await picksByIds(idsOf(body))).map((pick) => [pick.pickId, pick]));
  const [people, followers] = await Promise.all([
    peopleOf(actor, [...[...picks.values()].map(({ authorId }) => authorId), ...mentioned], now),
    isYoung(actor.userId, now) ? followersAmong(actor.userId, mentioned) : new Set<never>(),
  ]);
  return { picks, people, followers };
}

const noSuchPick = (field: string) => new DomainError('NOT_FOUND', 'No such pick.', { field });

const quoteOf = (pick: StoredPick): PostQuote => ({
  pickId: pick.pickId,
  authorId: pick.authorId,
  eventIds: eventsOf(pick),
  sports: [...new Set(pick.legs.map(({ sport }) => sport))],
});

function newPost(actor: User, body: Body, picks: ReadonlyMap<PickId, StoredPick>, now: Date): StoredPost {
  const quotes = idsOf(body).flatMap((pickId) => picks.get(pickId) ?? []);
  return {
    postId: newId<PostId>(now),
    authorId: actor.userId,
    kind: body.kind,
    ...keptText(body.text),
    mentions: body.mentions,
    visibility: body.visibility,
    whoMayComment: body.whoMayComment,
    quotes: quotes.map(quoteOf),
    revision: 1,
    createdAt: now.toISOString(),
  };
}
