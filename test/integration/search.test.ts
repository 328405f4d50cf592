import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { blockUser } from '#core/graph';
import { decideBan } from '#core/identity';
import { searchUpkeep, searchUsers, updateSearchRows } from '#core/search';
import { updateMe } from '#core/users';
import { searchRowEntity } from '../../core/search/search-row.entity.ts';
import { identityGround, many, now, refused, tag } from '../support/bettors.ts';
import { exportedBy } from '../support/exported.ts';
import { bettor } from '../support/make/users.ts';
import { followSocial } from '../support/social.ts';
import { differencesIn } from '../support/upkeep.ts';

/** A word that no other test has. */
const word = () => `z${tag().replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}`;

let viewer: User;
beforeAll(async () => {
  await identityGround();
  viewer = await bettor(`${word()}x`, now);
});

/** Somebody of these names, as the stream has made them known. */
async function known(profile: Parameters<typeof updateMe>[1]): Promise<User> {
  const user = await bettor(`${word()}x`, now);
  await updateMe(user, profile, now);
  return user;
}
const idsFor = async (q: string, as = viewer) => (await searchUsers(as, q, now)).map(({ id }) => id);

describe('a search', () => {
  it('finds people by handle, name and bio, whatever case and accents, and the very handle first', async () => {
    const w = word();
    const [bio, name, longer, exact] = [
      await known({ bio: `I write ${w}s.` }),
      await known({ displayName: `${w.toUpperCase()}é Lee` }),
      await known({ handle: `${w}_a` }),
      await known({ handle: w }),
    ];
    await followSocial();
    const [first, ...rest] = await searchUsers(viewer, `@${w}`, now);
    expect(first).toMatchObject({ id: exact.userId, handle: w });
    expect(rest.map(({ id }) => id)).toEqual([longer.userId, name.userId, bio.userId]);
    expect(await idsFor(`${w}e`)).toEqual([name.userId]);
    expect(await idsFor(`LÉE ${w}`)).toEqual([name.userId]);
    expect(await idsFor(`${w} nobody`)).toEqual([]);
    expect(await idsFor(word())).toEqual([]);
    await expect(searchUsers(viewer, 'a b', now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'q' }));
  });

  it('shows nobody to somebody whom they blocked, and nothing of a private bio', async () => {
    const [w, v] = [word(), word()];
    const ann = await known({ displayName: `${w} Ann`, bio: `I write ${v}s.` });
    await followSocial();
    expect(await idsFor(v)).toEqual([ann.userId]);
    await blockUser(ann, viewer.userId, now);
    for (const q of [w, v, `${w} ann`]) expect(await idsFor(q)).toEqual([]);
    const stranger = await bettor(`${word()}x`, now);
    await updateMe(ann, { private: true }, now);
    await followSocial();
    expect([await idsFor(w, stranger), await idsFor(v, stranger)]).toEqual([[ann.userId], []]);
    expect(await differencesIn({ user: [ann.userId] }, now)).toEqual([]);
  });

  it('shows at most 20 people, and none who is banned', async () => {
    const w = word();
    const people: User[] = [];
    for (let i = 0; i < 23; i++) people.push(await known({ displayName: `${w} Ann ${i}` }));
    await followSocial();
    expect(await idsFor(w)).toHaveLength(20);
    const [some] = await searchUsers(viewer, w, now);
    await decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle: some?.handle ?? '', reason: 'fraud' }, now);
    expect(await idsFor(w)).not.toContain(some?.id);
    expect(await idsFor(`${w} ann`)).not.toContain(some?.id);
  });
});

describe('the rows of a profile', () => {
  it('follow a change by their difference, also when its record comes again and other changes run beside it', async () => {
    const [w, v] = [word(), word()];
    const ann = await known({ displayName: `${w} same` });
    await followSocial();
    await many(10, (i) => updateMe(ann, { displayName: `${v} ${word()} ${i}` }, now));
    await updateMe(ann, { displayName: `${v} same` }, now);
    await followSocial();
    await many(5, () => updateSearchRows.run(ann.userId, now));
    expect(await idsFor(w)).toEqual([]);
    expect(await idsFor(v)).toEqual([ann.userId]);
    expect(await differencesIn({ user: [ann.userId] }, now)).toEqual([]);
  });

  it('are repaired when one is lost, leave the table at an erasure, and are exported', async () => {
    const w = word();
    const ann = await known({ displayName: w });
    await followSocial();
    await searchRowEntity()
      .delete({ letters: w.slice(0, 2), field: 'n', term: w, userId: ann.userId })
      .go();
    expect(await differencesIn({ user: [ann.userId] }, now)).toMatchObject([{ field: 'lost', is: [`n#${w}`] }]);
    expect(await searchUpkeep.repair?.(ann.userId, now)).toHaveLength(1);
    expect(await differencesIn({ user: [ann.userId] }, now)).toEqual([]);
    expect(await exportedBy(searchUpkeep, ann.userId)).toMatchObject({ foundBy: expect.arrayContaining([`n#${w}`]) });
    await searchUpkeep.erase?.(ann.userId, now);
    await searchUpkeep.erase?.(ann.userId, now);
    expect(await idsFor(w)).toEqual([]);
    expect(await exportedBy(searchUpkeep, ann.userId)).toEqual({ foundBy: [] });
  });
});
