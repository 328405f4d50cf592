import { EditPick, GetPick, ListPicks, ListRevisions, ListUserPicks, PlacePick, WithdrawPick } from '#schemas/picks';
import { ReactToPick } from '#schemas/reactions';
import { american, decimal, editBody } from '../../../test/support/make/pick-bodies.ts';
import { http } from '../doors.ts';
import { type Scenario, world } from '../scenario.ts';
import { bettor, GOLFER, game, games, placed, settled, ticket, tournament, visited } from '../world.ts';
import { graded, OF_A_PLAYER } from './pick-worlds.ts';
import { plainPicks } from './rows.ts';

/** Picks of one author on one game, of whom one in a hundred is on the moneyline and the others on the spread. */
const author = world('picks of an author', async (size) => {
  const { userId } = await bettor('ann');
  const { eventId } = await game();
  await plainPicks(size, eventId, (i) => ({
    authorId: userId,
    leg: i % 100 === 0 ? { market: 'moneyline', odds: american('-110') } : { market: 'spread', odds: decimal('1.95') },
  }));
  await visited();
  return { userId, eventId };
});

export const PICKS: readonly Scenario[] = [
  {
    name: 'place a single',
    group: 'picks',
    of: ['PlacePick'],
    async prepare() {
      const [as, one] = [await bettor(), await game()];
      await placed(as, [one]);
      return () => http(PlacePick, { as, body: ticket([one]) });
    },
  },
  {
    name: 'place a single under a key',
    group: 'picks',
    of: ['PlacePick'],
    async prepare() {
      const [as, one] = [await bettor(), await game()];
      await placed(as, [one]);
      const headers = { 'idempotency-key': 'e3a1a5f6-0f6c-4f6e-9d57-0b9f5e3d7c11' };
      return () => http(PlacePick, { as, headers, body: ticket([one]) });
    },
  },
  {
    name: 'place a single on a player',
    group: 'picks',
    of: ['PlacePick'],
    async prepare() {
      const [as, one] = [await bettor(), await game(['main', 'alternate', 'players'])];
      await placed(as, [one]);
      return () => http(PlacePick, { as, body: ticket([one], OF_A_PLAYER) });
    },
  },
  {
    name: 'place a single on the winner of 156 at 20 books',
    group: 'picks',
    of: ['PlacePick'],
    async prepare() {
      const [as, one, golf] = [await bettor(), await game(), await tournament()];
      await placed(as, [one]);
      return () => http(PlacePick, { as, body: ticket([golf], { market: 'outright', selection: GOLFER, line: undefined }) });
    },
  },
  {
    name: 'place a single on a cut of 156 at 20 books',
    group: 'picks',
    of: ['PlacePick'],
    async prepare() {
      const [as, one, golf] = [await bettor(), await game(), await tournament()];
      await placed(as, [one]);
      const cut = { market: 'make_cut', selection: 'yes', subject: GOLFER, line: undefined } as const;
      return () => http(PlacePick, { as, body: ticket([golf], cut) });
    },
  },
  ...[3, 12].map(
    (legs): Scenario => ({
      name: `place a ticket of ${legs} games`,
      group: 'picks',
      of: ['PlacePick'],
      async prepare() {
        const [as, on] = [await bettor(), await games(legs)];
        await placed(as, on.slice(0, 1));
        return () => http(PlacePick, { as, body: ticket(on) });
      },
    }),
  ),
  {
    name: 'change a pick',
    group: 'picks',
    of: ['EditPick'],
    async prepare() {
      const as = await bettor();
      const { pickId } = await placed(as, [await game()]);
      return () => http(EditPick, { as, params: { pickId }, body: editBody(1, { line: '-3.5' }) });
    },
  },
  {
    name: 'withdraw a pick',
    group: 'picks',
    of: ['WithdrawPick'],
    async prepare() {
      const as = await bettor();
      const { pickId } = await placed(as, [await game()]);
      return () => http(WithdrawPick, { as, params: { pickId } });
    },
  },
  {
    name: 'show a pick',
    group: 'picks',
    of: ['GetPick'],
    async prepare() {
      const { pickId } = await placed(await bettor(), [await game()]);
      await visited();
      return () => http(GetPick, { params: { pickId } });
    },
  },
  {
    name: 'show a pick to somebody who has reacted to it',
    group: 'picks',
    of: ['GetPick'],
    async prepare() {
      const [owner, as] = [await bettor(), await bettor('another_bettor')];
      const { pickId } = await placed(owner, [await game()]);
      await http(ReactToPick, { as, params: { pickId }, body: { name: 'fire' } });
      return () => http(GetPick, { as, params: { pickId } });
    },
  },
  {
    name: 'show a settled ticket of 3 games',
    group: 'picks',
    of: ['GetPick'],
    async prepare() {
      const { pick } = await graded(3);
      await settled(pick);
      await visited();
      return () => http(GetPick, { params: { pickId: pick.pickId } });
    },
  },
  {
    name: 'the revisions of a pick',
    group: 'picks',
    of: ['ListRevisions'],
    async prepare() {
      const as = await bettor();
      const { pickId } = await placed(as, [await game()]);
      await http(EditPick, { as, params: { pickId }, body: editBody(1, { line: '-3.5' }) });
      await visited();
      return () => http(ListRevisions, { params: { pickId } });
    },
  },
  {
    name: 'picks of an author, 20 to a page',
    group: 'picks',
    of: ['ListUserPicks', 'ListPicks'],
    growth: 'picks of the author',
    on: author,
    async prepare() {
      return () => http(ListUserPicks, { params: { user: 'ann' } });
    },
  },
  {
    name: 'picks of an author by a filter that 1 in 100 fits',
    group: 'picks',
    of: ['ListPicks'],
    growth: 'picks of the author',
    on: author,
    async prepare() {
      const { userId } = author.made();
      return () => http(ListPicks, { query: { author: userId, market: 'moneyline' } });
    },
  },
  {
    name: 'picks on a game, 20 to a page',
    group: 'picks',
    of: ['ListPicks'],
    growth: 'picks on the game',
    on: author,
    async prepare() {
      const { eventId } = author.made();
      return () => http(ListPicks, { query: { event: eventId } });
    },
  },
];
