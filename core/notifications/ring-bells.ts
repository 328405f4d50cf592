import { bellsOf } from '#core/graph';
import type { UserId } from '#schemas/common';
import { type Delivery, sendLater } from './delivery.ts';
import { subjectOf } from './group-rules.ts';
import { tellMessages } from './tell-messages.ts';

/** People of one message: as many messages as one call sends in a second or two. */
const PER_MESSAGE = 200;

/**
 * Sends a message to each of a page of those who have the bell of an author on, and one for the next page. 0.5 RRU for some 40 people. A
 * repeat sends the same again.
 */
export async function ringBells({ authorId, facts, after }: Extract<Delivery, { task: 'ring' }>): Promise<void> {
  const page = await bellsOf(authorId as UserId, after, PER_MESSAGE);
  const subject = subjectOf('user', authorId);
  const all = page.followerIds.flatMap((userId) => facts.map((fact) => ({ userId, kind: 'bell' as const, subject, fact })));
  await sendLater(tellMessages(all).map(({ delivery }) => delivery));
  if (page.after !== null) await sendLater([{ task: 'ring', authorId, facts, after: page.after }]);
}
