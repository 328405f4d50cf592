import type { User } from '#actor';
import { AcceptContact, DeleteContact, ListContacts, RequestContact } from '#schemas/contacts';
import {
  AcceptFollow,
  BlockUser,
  DeclineFollow,
  FollowUser,
  ListBlocks,
  ListFollowers,
  ListFollowing,
  ListFollowRequests,
  ListMutes,
  MuteUser,
  RemoveFollower,
  RingBell,
  SilenceBell,
  UnblockUser,
  UnfollowUser,
  UnmuteUser,
} from '#schemas/graph';
import { GetUser, UpdateMe } from '#schemas/users';
import { http, recordsOf, stream } from '../doors.ts';
import { type Scenario, world } from '../scenario.ts';
import { bettor } from '../world.ts';
import { manyFollow } from './rows.ts';

/** The bettor who acts, and the one on whom they act. */
const two = async (): Promise<{ as: User; other: User; user: string }> => {
  const [as, other] = [await bettor('quinn'), await bettor('ann')];
  return { as, other, user: other.userId };
};
const hide = (as: User) => http(UpdateMe, { as, body: { private: true } });

/** Writes of one bettor that name another one, and what came before them. */
const BETWEEN: readonly {
  readonly name: string;
  readonly of: string;
  readonly before?: (made: Awaited<ReturnType<typeof two>>) => Promise<unknown>;
  readonly run: (made: Awaited<ReturnType<typeof two>>) => Promise<unknown>;
}[] = [
  { name: 'follow', of: 'FollowUser', run: ({ as, user }) => http(FollowUser, { as, params: { user } }) },
  {
    name: 'follow by the handle',
    of: 'FollowUser',
    run: ({ as }) => http(FollowUser, { as, params: { user: 'ann' } }),
  },
  {
    name: 'unfollow',
    of: 'UnfollowUser',
    before: ({ as, user }) => counted(as, user),
    run: ({ as, user }) => http(UnfollowUser, { as, params: { user } }),
  },
  {
    name: 'ring the bell of an author',
    of: 'RingBell',
    before: ({ as, user }) => http(FollowUser, { as, params: { user } }),
    run: ({ as, user }) => http(RingBell, { as, params: { user } }),
  },
  {
    name: 'silence the bell of an author',
    of: 'SilenceBell',
    before: async ({ as, user }) => {
      await http(FollowUser, { as, params: { user } });
      await http(RingBell, { as, params: { user } });
    },
    run: ({ as, user }) => http(SilenceBell, { as, params: { user } }),
  },
  {
    name: 'accept a request to follow',
    of: 'AcceptFollow',
    before: async ({ as, other, user }) => {
      await hide(other);
      await http(FollowUser, { as, params: { user } });
    },
    run: ({ as, other }) => http(AcceptFollow, { as: other, params: { userId: as.userId } }),
  },
  {
    name: 'decline a request to follow',
    of: 'DeclineFollow',
    before: async ({ as, other, user }) => {
      await hide(other);
      await http(FollowUser, { as, params: { user } });
    },
    run: ({ as, other }) => http(DeclineFollow, { as: other, params: { userId: as.userId } }),
  },
  {
    name: 'remove a follower',
    of: 'RemoveFollower',
    before: ({ as, user }) => counted(as, user),
    run: ({ as, other }) => http(RemoveFollower, { as: other, params: { userId: as.userId } }),
  },
  {
    name: 'block, with a follow and a contact to end',
    of: 'BlockUser',
    before: async ({ as, user }) => {
      await counted(as, user);
      await http(RequestContact, { as, body: { user } });
    },
    run: ({ as, user }) => http(BlockUser, { as, params: { user } }),
  },
  {
    name: 'take a block back',
    of: 'UnblockUser',
    before: ({ as, user }) => http(BlockUser, { as, params: { user } }),
    run: ({ as, user }) => http(UnblockUser, { as, params: { user } }),
  },
  { name: 'mute', of: 'MuteUser', run: ({ as, user }) => http(MuteUser, { as, params: { user } }) },
  {
    name: 'take a mute back',
    of: 'UnmuteUser',
    before: ({ as, user }) => http(MuteUser, { as, params: { user } }),
    run: ({ as, user }) => http(UnmuteUser, { as, params: { user } }),
  },
  { name: 'request a contact', of: 'RequestContact', run: ({ as, user }) => http(RequestContact, { as, body: { user } }) },
  {
    name: 'accept a contact',
    of: 'AcceptContact',
    before: ({ as, user }) => http(RequestContact, { as, body: { user } }),
    run: ({ as, other }) => http(AcceptContact, { as: other, params: { id: as.userId } }),
  },
  {
    name: 'end a contact',
    of: 'DeleteContact',
    before: ({ as, user }) => http(RequestContact, { as, body: { user } }),
    run: ({ as, user }) => http(DeleteContact, { as, params: { id: user } }),
  },
];

/** A follow that is in both people's numbers. */
async function counted(as: User, user: string): Promise<void> {
  await stream('social', await recordsOf('follow', () => http(FollowUser, { as, params: { user } })));
}

/** A bettor whom many follow, and who follows as many of them as one may. */
const popular = world('a bettor with followers', async (size) => {
  const [ann, reader] = [await bettor('ann'), await bettor('quinn')];
  await manyFollow(ann.userId, size);
  for (let n = 0; n < 50; n++) {
    const other = await bettor(`other_${n}_of_them`, { called: false });
    await http(FollowUser, { as: other, params: { user: ann.userId } });
    if (n < 25) await http(FollowUser, { as: ann, params: { user: other.userId } });
  }
  return { ann, reader };
});
const growth = 'followers';

export const GRAPH: readonly Scenario[] = [
  ...BETWEEN.map(
    ({ name, of, before, run }): Scenario => ({
      name,
      group: 'graph',
      of: [of],
      async prepare() {
        const made = await two();
        await before?.(made);
        return () => run(made);
      },
    }),
  ),
  {
    name: 'the stream: a follow, counted alone',
    group: 'graph',
    of: ['countFollows'],
    async prepare() {
      const { as, user } = await two();
      const records = await recordsOf('follow', () => http(FollowUser, { as, params: { user } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: 49 follows of one bettor in a batch',
    group: 'graph',
    of: ['countFollows'],
    async prepare() {
      const ann = await bettor('ann');
      const records = await recordsOf('follow', () => manyFollow(ann.userId, 49, { counted: false }));
      return () => stream('social', records);
    },
  },
  {
    name: 'a page of 50 followers',
    group: 'graph',
    of: ['ListFollowers'],
    growth,
    on: popular,
    prepare: async () => () => http(ListFollowers, { as: popular.made().reader, params: { user: popular.made().ann.userId } }),
  },
  {
    name: 'a page of 25 whom somebody follows',
    group: 'graph',
    of: ['ListFollowing'],
    on: popular,
    growth,
    prepare: async () => () => http(ListFollowing, { as: popular.made().reader, params: { user: popular.made().ann.userId } }),
  },
  {
    name: 'a profile, signed in',
    group: 'graph',
    of: ['GetUser'],
    growth,
    on: popular,
    prepare: async () => () => http(GetUser, { as: popular.made().reader, params: { user: 'ann' } }),
  },
  {
    name: 'my follow requests',
    group: 'graph',
    of: ['ListFollowRequests'],
    async prepare() {
      const { as, other, user } = await two();
      await hide(other);
      await http(FollowUser, { as, params: { user } });
      return () => http(ListFollowRequests, { as: other });
    },
  },
  {
    name: 'my blocks',
    group: 'graph',
    of: ['ListBlocks'],
    async prepare() {
      const { as, user } = await two();
      await http(BlockUser, { as, params: { user } });
      return () => http(ListBlocks, { as });
    },
  },
  {
    name: 'my mutes',
    group: 'graph',
    of: ['ListMutes'],
    async prepare() {
      const { as, user } = await two();
      await http(MuteUser, { as, params: { user } });
      return () => http(ListMutes, { as });
    },
  },
  {
    name: 'my contacts',
    group: 'graph',
    of: ['ListContacts'],
    async prepare() {
      const { as, user } = await two();
      await http(RequestContact, { as, body: { user } });
      return () => http(ListContacts, { as });
    },
  },
];
