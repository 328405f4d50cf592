/**
 * New posts and picks go into feeds; a follow that begins or ends brings its items in or takes them out; a reader who came back gets rows.
 * Replay contract: a record that comes again writes the same rows and sends the same messages, whose consumers bear repeats too. A record that
 * comes late finds the follow and the reader as they are by then.
 */
import { hintOfPick, hintOfPost, postOfImage } from '#core/content';
import { followOfImage } from '#core/graph';
import { pickOfImage } from '#core/picks';
import { projection } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { announceItem } from './announce-item.ts';
import { sendToFanOut } from './feed-messages.ts';
import type { FeedRef } from './feed-ref.ts';
import { returnOfImage } from './reader.store.ts';

/** Seconds after which a follow is looked at again: what was posted meanwhile may have missed it. */
const AGAIN = 60;

export const announcePost = projection({
  name: 'announce-post',
  entity: 'post',
  row: postOfImage,
  when: ({ before, after }): FeedRef | null =>
    before || !after ? null : { type: 'post', id: after.postId, authorId: after.authorId as UserId, hint: hintOfPost(after) },
  run: announceItem,
});

export const announcePick = projection({
  name: 'announce-pick',
  entity: 'pick',
  row: pickOfImage,
  when: ({ before, after }): FeedRef | null =>
    before || !after || after.unshared
      ? null
      : { type: 'pick', id: after.pickId, authorId: after.authorId, hint: hintOfPick(after) },
  run: announceItem,
});

export const followInFeed = projection({
  name: 'follow-in-feed',
  entity: 'follow',
  row: followOfImage,
  when: ({ before, after }) => {
    const [was, is] = [before?.state === 'following', after?.state === 'following'];
    const row = after ?? before;
    if (was === is || !row) return null;
    return { readerId: row.followerId as UserId, authorId: row.followeeId as UserId, begins: is };
  },
  run: async ({ begins, ...follow }) => {
    await sendToFanOut([{ task: 'follow', ...follow }]);
    if (begins) await sendToFanOut([{ task: 'follow', ...follow }], AGAIN);
  },
});

export const bringRowsBack = projection({
  name: 'bring-rows-back',
  entity: 'feedreturn',
  row: returnOfImage,
  when: ({ before, after }) =>
    after && after.returnedAt !== before?.returnedAt ? { readerId: after.readerId, returnedAt: after.returnedAt } : null,
  run: (back) => sendToFanOut([{ task: 'return', ...back }]),
});
