import type { User } from '#actor';
import { commentOn, createPost, react } from '#core/content';
import { CommentOnPost } from '../../schemas/comments.ts';
import { REACTIONS } from '../../schemas/item-counts.ts';
import { CreatePost } from '../../schemas/posts.ts';
import type { Person } from '../client/people.ts';
import { enter } from './cloud/enter.ts';

const SAID = [
  'Totals this week: the wind is up in the whole north.',
  'Three in a row. I stay with small stakes.',
  'Never chase. I lost two and stop for today.',
  'Who else thinks that the line on Sunday is two points off?',
] as const;
const ANSWERED = ['Same here.', 'I see it the other way round.', 'Well said.'] as const;
const HOUR = 3_600_000;

/** The talk of a new stack: posts of the last day, each with a comment and reactions, through the use cases. Counters follow from the stream. */
export async function playTalk(people: readonly Person[], now: Date): Promise<void> {
  await enter('local');
  const actors = people.map(({ userId }) => ({ kind: 'user', userId, role: 'user', tier: 'free', origin: 'history' }) as User);
  for (const [i, text] of SAID.entries()) {
    const at = (hours: number) => new Date(now.getTime() + (hours - 6 * (SAID.length - i)) * HOUR);
    const actor = (n: number) => actors[(i + n) % actors.length] as User;
    const { id } = await createPost(actor(0), CreatePost.body.parse({ kind: 'text', text }), undefined, at(0));
    const item = { type: 'post' as const, id };
    const said = { body: CommentOnPost.body.parse({ text: ANSWERED[i % ANSWERED.length] }), key: undefined };
    await commentOn(actor(1), item, said, at(1));
    for (let n = 1; n < actors.length; n++) await react(actor(n), item, REACTIONS[(i + n) % REACTIONS.length] ?? 'up', at(2));
  }
}
