/**
 * An entry of a log that may not have been posted is looked at again 5 s later.
 * Replay contract: a record that comes again, or late, finds the head at its entry or beyond, and nothing follows.
 */
import { batchProjection } from '#platform/projection';
import { headsOf } from '../log/conversation.store.ts';
import { entryOfImage } from '../log/entry.store.ts';
import { askForRepairs } from './chat-tasks.ts';

export const askForPosts = batchProjection({
  name: 'ask-for-posts',
  entity: 'logentry',
  row: entryOfImage,
  when: ({ before, after }) => (before || !after ? null : { conversationId: after.conversationId, seq: after.seq }),
  /** 0.5 RRU for each conversation; a message for each whose entry is not posted. */
  async runAll(entries) {
    const newest = new Map<string, number>();
    for (const { conversationId, seq } of entries) newest.set(conversationId, Math.max(seq, newest.get(conversationId) ?? 0));
    const heads = await headsOf([...newest.keys()]);
    await askForRepairs([...newest].flatMap(([id, seq]) => ((heads.get(id)?.posted ?? 0) < seq ? [id] : [])));
  },
});
