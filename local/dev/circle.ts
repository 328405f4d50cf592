import { AcceptFollow, BlockUser, FollowUser, MuteUser } from '../../schemas/graph.ts';
import { UpdateMe } from '../../schemas/users.ts';
import type { connect } from '../client/client.ts';
import type { Person } from '../client/people.ts';

/**
 * All that stands between the people of a new stack beside follows, by their names. None of it is between the four who play the day. A request
 * to follow a private account waits unless it is accepted here.
 */
const BETWEEN = {
  private: ['Eve'],
  accepted: [['Dan', 'Eve']],
  mutes: [['Finn', 'Gus']],
  blocks: [['Gus', 'Hana']],
} as const;

/** Has each person follow the two who come next, one of whom is private, and some of them mute and block. Counters follow from the stream. */
export async function drawCircle({ call }: Pick<ReturnType<typeof connect>, 'call'>, people: readonly Person[]): Promise<void> {
  const named = (name: string): Person => {
    const found = people.find((person) => person.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  for (const name of BETWEEN.private) await call(UpdateMe, { as: named(name), body: { private: true } });
  for (const [i, as] of people.entries())
    for (const { handle } of [1, 2].flatMap((n) => people[(i + n) % people.length] ?? []))
      await call(FollowUser, { as, params: { user: handle } });
  for (const [follower, followee] of BETWEEN.accepted)
    await call(AcceptFollow, { as: named(followee), params: { userId: named(follower).userId } });
  for (const [muter, muted] of BETWEEN.mutes) await call(MuteUser, { as: named(muter), params: { user: named(muted).handle } });
  for (const [blocker, blocked] of BETWEEN.blocks)
    await call(BlockUser, { as: named(blocker), params: { user: named(blocked).handle } });
}
