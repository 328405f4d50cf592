import { beforeAll, describe, expect, it } from 'vitest';
import { CommentOnPick, CommentOnPost, EditComment, ListPickComments, ListPostComments } from '../../schemas/comments.ts';
import type { Contract } from '../../schemas/contract.ts';
import { FollowUser } from '../../schemas/graph.ts';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import { CreatePost, EditPost, GetPost, ListUserPosts } from '../../schemas/posts.ts';
import {
  BookmarkPost,
  ListBookmarks,
  ListPickReactions,
  ReactToPick,
  ReactToPost,
  UnreactToPick,
} from '../../schemas/reactions.ts';
import { UpdateMe } from '../../schemas/users.ts';
import { differences } from '../support/audit.ts';
import { call, type Person, page, send, signUp, until } from '../support/client.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { games } from '../support/matches.ts';

let [ann, ben, cas]: Person[] = [];
beforeAll(async () => {
  ann = await signUp('Ann');
  ben = await signUp('Ben');
  cas = await signUp('Cas');
});

const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const somebody = '0190a000-0000-7000-8000-000000000001';

it.each([
  [CreatePost, '/api/v1/posts'],
  [CommentOnPick, `/api/v1/picks/${somebody}/comment`],
  [ReactToPost, `/api/v1/posts/${somebody}/react`],
  [BookmarkPost, `/api/v1/posts/${somebody}/bookmark`],
] as [Contract, string][])('$name needs a session', async ({ method }, path) => {
  expect((await send(method, path, { body: {} })).status).toBe(401);
});

describe('a pick that people talk about', () => {
  it('gets reactions that count once, and comments with answers', async () => {
    const [match] = await games(1);
    const body = singleBody(match?.event.id ?? '', { line: '-3.5' });
    const { id: pickId } = await call(PlacePick, { as: ann, body });
    const params = { pickId };
    const fire = { body: { name: 'fire' as const }, params };
    const ten = await Promise.all(
      Array.from({ length: 5 }, () => [call(ReactToPick, { as: ben, ...fire }), call(ReactToPick, { as: cas, ...fire })]).flat(),
    );
    expect(new Set(ten.map(({ reacted }) => reacted))).toEqual(new Set([true]));
    const comment = await call(CommentOnPick, { as: ben, params, body: { text: 'Bold.' } });
    await call(CommentOnPick, { as: ann, params, body: { text: 'Always.', parentId: comment.id } });
    const counts = () => call(GetPick, { params }).then((pick) => pick.counts);
    await until('all to be counted', async () => {
      const { comments, reactions } = await counts();
      return (comments === 2 && reactions.fire === 2) || undefined;
    });
    await call(UnreactToPick, { as: cas, params: { pickId, name: 'fire' } });
    await until('the reaction to be taken off', async () => (await counts()).reactions.fire === 1 || undefined);
    expect((await page(ListPickReactions, { params, query: { name: 'fire' } })).items).toEqual([
      { user: expect.objectContaining({ handle: ben?.handle }), names: ['fire'] },
    ]);
    await call(EditComment, { as: ben, params: { commentId: comment.id }, body: { text: 'Very bold.' } });
    const remove = async (as: Person | undefined) => (await send('DELETE', `/api/v1/comments/${comment.id}`, { as })).status;
    expect([await remove(cas), await remove(ann), await remove(ann)]).toEqual([403, 204, 204]);
    await until('the comment to be taken off', async () => (await counts()).comments === 1 || undefined);
    expect((await page(ListPickComments, { params, query: {} })).items).toMatchObject([
      { id: comment.id, deleted: true, text: null, replies: 1 },
    ]);
  });
});

describe('a post', () => {
  it('is written once under a key, changed from its newest text, and deleted for everybody', async () => {
    const headers = { 'idempotency-key': 'post-1' };
    const body = { kind: 'text' as const, text: 'Dogs only.' };
    const both = await Promise.all([1, 2].map(() => call(CreatePost, { as: ann, headers, body })));
    const [{ id: postId } = both[0] as never] = both;
    expect(both.map(({ id }) => id)).toEqual([postId, postId]);
    const again = await send('POST', CreatePost.path, { as: ann, headers, body });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    const params = { postId };
    const edit = (as: Person | undefined, revision: number) =>
      call(EditPost, { as, params, body: { text: 'Cats only.', revision } });
    expect(await edit(ann, 1)).toMatchObject({ text: 'Cats only.', revision: 2 });
    await expect(edit(ann, 1)).rejects.toEqual(refusal('CONFLICT', { revision: 2 }));
    await expect(edit(ben, 2)).rejects.toEqual(refusal('FORBIDDEN'));
    await call(BookmarkPost, { as: ben, params });
    expect((await page(ListBookmarks, { as: ben, query: {} })).items).toMatchObject([
      { type: 'post', own: { bookmarked: true } },
    ]);
    const remove = async (as: Person | undefined) => (await send('DELETE', `/api/v1/posts/${postId}`, { as })).status;
    expect([await remove(ben), await remove(ann), await remove(ann), await remove(ben)]).toEqual([403, 204, 204, 404]);
    for (const as of [undefined, ann, ben]) await expect(call(GetPost, { as, params })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await page(ListBookmarks, { as: ben, query: {} })).items).toEqual([]);
    await expect(call(GetPost, { params: { postId: somebody as never } })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('of a private account, and one for followers, is there for followers alone; a block hides it from them too', async () => {
    const post = (visibility: 'everyone' | 'followers') =>
      call(CreatePost, { as: cas, body: { kind: 'text', text: `For ${visibility}.`, visibility } });
    const [open, some] = [await post('everyone'), await post('followers')];
    await call(FollowUser, { as: ben, params: { user: cas?.handle ?? '' } });
    const sees = (as?: Person) =>
      Promise.all(
        [open, some].map(({ id }) =>
          call(GetPost, { as, params: { postId: id } }).then(
            () => 200,
            (error) => error.code,
          ),
        ),
      );
    expect([await sees(), await sees(ann), await sees(ben)]).toEqual([
      [200, 'NOT_FOUND'],
      [200, 'NOT_FOUND'],
      [200, 200],
    ]);
    await call(UpdateMe, { as: cas, body: { private: true } });
    expect([await sees(), await sees(ann), await sees(ben)]).toEqual([
      ['NOT_FOUND', 'NOT_FOUND'],
      ['NOT_FOUND', 'NOT_FOUND'],
      [200, 200],
    ]);
    await expect(page(ListUserPosts, { as: ann, params: { user: cas?.handle ?? '' }, query: {} })).rejects.toEqual(
      refusal('NOT_FOUND'),
    );
    const { items, cursor } = await page(ListUserPosts, { as: ben, params: { user: cas?.userId ?? '' }, query: { limit: 1 } });
    expect(items.map(({ id }) => id)).toEqual([some.id]);
    await expect(
      page(ListUserPosts, { as: ann, params: { user: ann?.handle ?? '' }, query: { cursor: cursor ?? '' } }),
    ).rejects.toEqual(refusal('INVALID_INPUT', { field: 'cursor' }));
    const block = async (method: string) => (await send(method, `/api/v1/users/${ben?.handle}/block`, { as: cas })).status;
    expect(await block('PUT')).toBe(204);
    expect(await sees(ben)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    const words = { params: { postId: open.id }, body: { text: 'Hm.' } };
    await expect(call(CommentOnPost, { as: ben, ...words })).rejects.toEqual(refusal('NOT_FOUND'));
    await expect(page(ListPostComments, { as: ben, params: words.params, query: {} })).rejects.toEqual(refusal('NOT_FOUND'));
    expect(await block('DELETE')).toBe(204);
    expect(await sees(ben)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });
});

it('what follows from all this is as the facts say', async () => {
  expect(await differences()).toEqual([]);
});
