import { beforeAll, expect, it } from 'vitest';
import { GetConfig } from '../../schemas/app-config.ts';
import type { PickId, PostId } from '../../schemas/common.ts';
import { ListSports } from '../../schemas/events.ts';
import { FollowUser, ListMutes, MuteUser, RingBell, SilenceBell, UnmuteUser } from '../../schemas/graph.ts';
import { EditPick, ListRevisions, PlacePick } from '../../schemas/picks.ts';
import { CreatePost, EditPost, GetPost, ListPostRevisions } from '../../schemas/posts.ts';
import {
  BookmarkPick,
  BookmarkPost,
  ListBookmarks,
  ListPostReactions,
  MutePick,
  MutePost,
  ReactToPost,
  UnbookmarkPick,
  UnbookmarkPost,
  UnmutePick,
  UnmutePost,
  UnreactToPost,
} from '../../schemas/reactions.ts';
import { call, type Person, page, signUp } from '../support/client.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { games, isFootball } from '../support/matches.ts';

/** Marks that people set for themselves and take back, and what an app reads once, over HTTP on the deployed stack. */

let [ann, ben]: Person[] = [];
let picks: PickId[];
let pickId: PickId;
let postId: PostId;
beforeAll(async () => {
  [ann, ben] = await Promise.all([signUp('Ann'), signUp('Ben')]);
  const matches = (await games(6)).filter(isFootball).slice(0, 2);
  picks = [];
  for (const { event } of matches)
    picks.push((await call(PlacePick, { as: ann, body: singleBody(event.id, { line: '-3.5' }) })).id);
  [pickId] = picks as [PickId];
  postId = (await call(CreatePost, { as: ann, body: { kind: 'pick', pickId, text: 'My Sunday.' } })).id;
});
const ofPost = () => ({ params: { postId } });
const ofPick = () => ({ params: { pickId } });

it('bookmarks a pick and a post, and takes the bookmarks back', async () => {
  expect(await call(BookmarkPick, { as: ben, ...ofPick() })).toMatchObject({ bookmarked: true });
  expect(await call(BookmarkPost, { as: ben, ...ofPost() })).toMatchObject({ bookmarked: true });
  expect((await page(ListBookmarks, { as: ben, query: {} })).items).toHaveLength(2);
  expect(await call(UnbookmarkPick, { as: ben, ...ofPick() })).toMatchObject({ bookmarked: false });
  expect(await call(UnbookmarkPost, { as: ben, ...ofPost() })).toMatchObject({ bookmarked: false });
  expect((await page(ListBookmarks, { as: ben, query: {} })).items).toEqual([]);
});

it('mutes the thread of a pick and of a post, and hears of them again', async () => {
  expect(await call(MutePick, { as: ben, ...ofPick() })).toMatchObject({ muted: true });
  expect(await call(MutePost, { as: ben, ...ofPost() })).toMatchObject({ muted: true });
  expect(await call(UnmutePick, { as: ben, ...ofPick() })).toMatchObject({ muted: false });
  expect(await call(UnmutePost, { as: ben, ...ofPost() })).toMatchObject({ muted: false });
});

it('mutes a person and silences their bell', async () => {
  const params = { user: ann?.handle ?? '' };
  await call(FollowUser, { as: ben, params });
  await call(RingBell, { as: ben, params });
  await call(SilenceBell, { as: ben, params });
  await call(MuteUser, { as: ben, params });
  expect((await page(ListMutes, { as: ben, query: {} })).items).toHaveLength(1);
  await call(UnmuteUser, { as: ben, params });
  expect((await page(ListMutes, { as: ben, query: {} })).items).toEqual([]);
});

it('shows who has reacted, until they take it back', async () => {
  await call(ReactToPost, { as: ben, ...ofPost(), body: { name: 'fire' } });
  const { items } = await page(ListPostReactions, { ...ofPost(), query: {} });
  expect(items).toMatchObject([{ user: { id: ben?.userId }, names: ['fire'] }]);
  const taken = { params: { ...ofPost().params, name: 'fire' as const } };
  expect(await call(UnreactToPost, { as: ben, ...taken })).toMatchObject({ reacted: false });
});

it('shows each revision of a pick and of a post', async () => {
  const { revision } = await call(GetPost, { as: ann, ...ofPost() });
  await call(EditPost, { as: ann, ...ofPost(), body: { text: 'My Monday.', revision } });
  expect(await call(ListPostRevisions, { as: ben, ...ofPost(), query: {} })).toHaveLength(2);
  await call(EditPick, { as: ann, ...ofPick(), body: { revision: 1, stakeUnits: '3' } });
  expect(await call(ListRevisions, { as: ann, ...ofPick(), query: {} })).toHaveLength(2);
});

it('posts several picks as a slip', async () => {
  const slip = await call(CreatePost, { as: ann, body: { kind: 'slip', pickIds: picks, text: 'All of Sunday.' } });
  expect(slip).toMatchObject({ kind: 'slip' });
});

it('tells an app of the sports, and of its own limits', async () => {
  expect((await call(ListSports)).map(({ sport }) => sport)).toContain('american_football');
  expect(await call(GetConfig)).toHaveProperty('features');
});
