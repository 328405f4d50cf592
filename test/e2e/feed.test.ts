import { beforeAll, describe, expect, it } from 'vitest';
import { GetFollowing } from '../../schemas/feed.ts';
import { BlockUser, FollowUser, UnfollowUser } from '../../schemas/graph.ts';
import type { ItemView } from '../../schemas/item-views.ts';
import { EditPick, PlacePick } from '../../schemas/picks.ts';
import { CreatePost, DeletePost } from '../../schemas/posts.ts';
import { UpdateMe } from '../../schemas/users.ts';
import { differences } from '../support/audit.ts';
import { call, listen, type Person, page, pages, send, signUp, until } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { games } from '../support/matches.ts';

let [ann, ben, cas]: Person[] = [];
beforeAll(async () => {
  ann = await signUp('Ann');
  ben = await signUp('Ben');
  cas = await signUp('Cas');
});

const idOf = (item: ItemView): string => (item.type === 'post' ? item.post.id : item.pick.id);
const write = async (as: Person, text: string): Promise<string> =>
  (await call(CreatePost, { as, body: { kind: 'text', text } })).id;
const feedOf = async (as: Person): Promise<string[]> => (await pages(GetFollowing, { as, query: { limit: 2 } })).map(idOf);
const follow = (as: Person, whom: Person) => call(FollowUser, { as, params: { user: whom.handle } });

describe('the feed of followed authors', () => {
  it('needs a session, and refuses what it does not know', async () => {
    expect((await send('GET', GetFollowing.path)).status).toBe(401);
    for (const [query, field] of [
      ['limit=21', 'limit'],
      ['cursor=abc', 'cursor'],
      ['sort=top', 'sort'],
    ]) {
      const { status, body } = await send('GET', `${GetFollowing.path}?${query}`, { as: ann as Person });
      expect([status, body]).toMatchObject([400, { error: { details: { field } } }]);
    }
  });

  it('has what was posted before a follow and after it, and tells of it over a socket', async () => {
    const [reader, author, other] = [ann, ben, cas] as [Person, Person, Person];
    const before = await write(author, 'Before anybody followed.');
    await follow(reader, author);
    await follow(reader, other);
    await until('the first item to be in the feed', async () => (await feedOf(reader)).includes(before) || undefined);
    // The read has made her an active reader: from now on, items are written to her.
    await drain();
    await using socket = await listen(reader);
    const after = await write(author, 'The line moves.');
    const [match] = await games(1);
    const { id: pick } = await call(PlacePick, { as: other, body: singleBody(match?.event.id ?? '', { line: '-3.5' }) });
    const kept = await call(PlacePick, {
      as: other,
      body: { ...singleBody(match?.event.id ?? '', { line: '-4.5' }), shareToFeed: false },
    });
    await socket.next('the news of the pick', (message) => message.type === 'feed.new' && message.newest === pick);
    expect(await feedOf(reader)).toEqual([pick, after, before]);
    await call(EditPick, { as: other, params: { pickId: pick }, body: { revision: 1, analysis: 'They are tired.' } });
    const { items } = await page(GetFollowing, { as: reader, query: { limit: 1 } });
    expect(items).toMatchObject([{ type: 'pick', pick: { id: pick, revision: 2, analysis: 'They are tired.' } }]);
    expect(items.map(idOf)).not.toContain(kept.id);
  });

  it('loses at once what is deleted, of a private author, and not followed any more', async () => {
    const [reader, author, other] = [ann, ben, cas] as [Person, Person, Person];
    const gone = await write(author, 'I take that back.');
    await until('the post to be in the feed', async () => (await feedOf(reader)).includes(gone) || undefined);
    await call(DeletePost, { as: author, params: { postId: gone as never } });
    expect(await feedOf(reader)).not.toContain(gone);
    await call(UpdateMe, { as: author, body: { private: true } });
    expect(await feedOf(reader)).toHaveLength(3);
    await call(UnfollowUser, { as: reader, params: { user: author.handle } });
    expect(await feedOf(reader)).toHaveLength(1);
    await call(BlockUser, { as: other, params: { user: reader.handle } });
    expect(await feedOf(reader)).toEqual([]);
  });

  it('is as its facts have it, once all has followed', async () => {
    await drain();
    expect(await differences()).toEqual([]);
  });
});
