import { YouBetError } from '../../../client/index.ts';
import { AcceptFollow, FollowUser, UnfollowUser } from '../../../schemas/graph.ts';
import { ListUserPicks } from '../../../schemas/picks.ts';
import { GetUser, UpdateMe } from '../../../schemas/users.ts';
import { dim, red } from '../../cli/colours.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { until } from '../../client/until.ts';
import { say } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call'>;

/**
 * A person makes their account private: somebody who has stopped following them sees nothing of their picks until a request is accepted. In the
 * end all is as before, so that the day can be played again.
 */
export async function goPrivate({ call }: Client, owner: Person, stranger: Person): Promise<void> {
  const user = { user: owner.handle };
  const look = async () => {
    const seen = call(ListUserPicks, { as: stranger, params: user, query: {} });
    return seen.then((picks) => `sees ${picks.length} picks of ${owner.name}'s`).catch(refusal);
  };
  const followers = async () => (await call(GetUser, { params: user })).counts.followers;
  const before = await followers();
  const counted = (number: number) =>
    until(`${number} followers`, async () => ((await followers()) === number ? number : undefined));
  await call(UnfollowUser, { as: stranger, params: user });
  await counted(before - 1);
  say(stranger.name, `stops following ${owner.name}, and ${await look()}`);
  await call(UpdateMe, { as: owner, body: { private: true } });
  say(owner.name, 'makes the account private');
  say(stranger.name, await look());
  const { state } = await call(FollowUser, { as: stranger, params: user });
  say(stranger.name, `asks to follow ${owner.name} ${dim(`(${state})`)}`);
  await call(AcceptFollow, { as: owner, params: { userId: stranger.userId } });
  say(owner.name, `accepts, and has ${await counted(before)} followers`);
  say(stranger.name, await look());
  await call(UpdateMe, { as: owner, body: { private: false } });
}

function refusal(error: unknown): string {
  if (!(error instanceof YouBetError && error.code === 'NOT_FOUND')) throw error;
  return `is ${red('refused')} ${dim(`${error.status} ${error.code}`)}`;
}
