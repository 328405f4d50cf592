import { CommentOnPick } from '../../../schemas/comments.ts';
import type { PostId } from '../../../schemas/common.ts';
import { GetPick } from '../../../schemas/picks.ts';
import { CreatePost } from '../../../schemas/posts.ts';
import { ReactToPick } from '../../../schemas/reactions.ts';
import { dim } from '../../cli/colours.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { until } from '../../client/until.ts';
import type { PlacedPick } from './picks.ts';
import { say } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call'>;

/**
 * One post about the first pick; a comment on it and an answer; a reaction of everybody. Prints what its counters say in the end.
 * @returns the id of the post
 */
export async function talkAbout({ call }: Client, people: readonly Person[], picks: readonly PlacedPick[]): Promise<PostId> {
  const [{ pick, person: author } = never()] = picks;
  const others = people.filter(({ userId }) => userId !== author.userId);
  const [second = never(), third = never()] = others;
  const params = { pickId: pick.id };
  const words = 'The one that I am surest of today.';
  const { id } = await call(CreatePost, { as: author, body: { kind: 'pick', pickId: pick.id, text: words } });
  say(author.name, `posts: ${words}`);
  const comment = await call(CommentOnPick, { as: second, params, body: { text: 'I am on the other side.' } });
  say(second.name, 'comments: I am on the other side.');
  await call(CommentOnPick, { as: author, params, body: { text: 'We will see.', parentId: comment.id } });
  say(author.name, 'answers: We will see.');
  await Promise.all(others.map((as) => call(ReactToPick, { as, params, body: { name: as === third ? 'money' : 'fire' } })));
  say('', dim(`${others.length} reactions at the same time`));
  const { comments, reactions } = await until('the counters of the pick', async () => {
    const { counts } = await call(GetPick, { params });
    const reacted = Object.values(counts.reactions).reduce((sum, one) => sum + one, 0);
    return counts.comments === 2 && reacted === others.length ? counts : undefined;
  });
  say('', `the pick has ${comments} comments, ${reactions.fire} × fire, ${reactions.money} × money`);
  return id;
}

const never = (): never => {
  throw new Error('nobody is there to talk');
};
