import { beforeAll, describe, expect, it } from 'vitest';
import { SearchUsers } from '../../schemas/search.ts';
import { UpdateMe } from '../../schemas/users.ts';
import { differences } from '../support/audit.ts';
import { call, job, newHandle, type Person, send, signUp, until } from '../support/client.ts';
import { drain } from '../support/drain.ts';

let ann: Person;
let ben: Person;
/** A word that only these two have. */
const word = newHandle('zz').replaceAll(/[^a-z]/g, 'q');
beforeAll(async () => {
  [ann, ben] = await Promise.all([signUp('Ann'), signUp('Ben')]);
});

const found = async (q: string, as = ben) => (await call(SearchUsers, { as, query: { q } })).map(({ handle }) => handle);

it('a changed profile is found by its new words within a second or so, and no longer by its old ones', async () => {
  expect(await found(word)).toEqual([]);
  await call(UpdateMe, { as: ann, body: { displayName: `Änn ${word}`, bio: `${word}er since 2019` } });
  await call(UpdateMe, { as: ben, body: { bio: `Also a ${word.toUpperCase()}.` } });
  await until('both to be found', async () => (await found(word)).length === 2 || undefined, 15);
  expect(await found(`${word} ANN`)).toEqual([ann.handle]);
  const [first] = await call(SearchUsers, { as: ann, query: { q: `@${ann.handle.toUpperCase()}` } });
  expect(first).toEqual({ id: ann.userId, handle: ann.handle, displayName: `Änn ${word}`, avatar: null });
  await call(UpdateMe, { as: ann, body: { displayName: 'Ann', bio: '' } });
  await drain();
  expect(await found(word, ann)).toEqual([ben.handle]);
  expect(await differences()).toEqual([]);
});

describe('a search', () => {
  const path = SearchUsers.path;
  it.each([
    ['', 'q'],
    ['?q=a', 'q'],
    ['?q=%20b%20', 'q'],
    [`?q=${'a'.repeat(51)}`, 'q'],
    ['?q=%F0%9F%98%80%F0%9F%98%80', 'q'],
    ['?q=ann&cursor=x', 'cursor'],
  ])('%s is refused, and the refusal names %s', async (query, field) => {
    expect(await send('GET', path + query, { as: ann })).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_INPUT', details: { field } } },
    });
  });

  it('needs a session', async () => {
    expect((await send('GET', `${path}?q=ann`)).status).toBe(401);
  });

  it('leaves out people who are banned', async () => {
    await job('ban-user', { handle: ben.handle, scope: 'all', reason: 'fraud' });
    expect(await found(ben.handle, ann)).toEqual([]);
  });
});
