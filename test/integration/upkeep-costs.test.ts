import { beforeAll, describe, expect, it } from 'vitest';
import { shardOf } from '#data/shard';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { searchListEntity } from '../../core/search/search-list.entity.ts';
import { searchRowEntity } from '../../core/search/search-row.entity.ts';
import { lettersOf, termsOf } from '../../core/search/search-rules.ts';
import { SUBJECTS_PER_AUDIT } from '../../core/upkeep/run-upkeep.ts';
import { UPKEEP_NAMES } from '../../core/upkeep/upkeeps.ts';
import { cardEntity } from '../../core/users/card.entity.ts';
import { handleEntity } from '../../core/users/handle.entity.ts';
import { userEntity } from '../../core/users/user.entity.ts';
import { storedGame } from '../support/make/games.ts';
import { bettor } from '../support/make/users.ts';
import { at, noon, placeAtNoon, type Work, walk } from '../support/upkeep-walks.ts';

/** The cost of a walk, on tables of two sizes. */

beforeAll(async () => {
  const ann = await bettor('ann', noon);
  const [eventId, waiting] = [await storedGame('nfl', at(60)), await storedGame('nfl', at(90))];
  for (const on of [eventId, waiting, waiting]) await placeAtNoon(ann, on);
});

describe('30 and 210 bettors', () => {
  const [FEW, MANY] = [30, 210];
  const join = async (count: number): Promise<void> => {
    const ids = Array.from({ length: count }, () => newId<UserId>(noon));
    const handleOf = (userId: string) => userId.replaceAll('-', '').slice(-12);
    const user = {
      displayName: 'x',
      bio: '',
      role: 'user' as const,
      tier: 'free' as const,
      dateOfBirth: '1990-01-01',
      addresses: [],
    };
    const users = ids.map((userId) => ({
      ...user,
      userId,
      handle: handleOf(userId),
      shard: shardOf(userId, 4),
      bans: 0,
      createdAt: noon.toISOString(),
    }));
    await userEntity().put(users).go({ concurrent: 4 });
    await cardEntity()
      .put(ids.map((userId) => ({ userId, handle: handleOf(userId), displayName: 'x' })))
      .go({ concurrent: 4 });
    await handleEntity()
      .put(ids.map((userId) => ({ handle: handleOf(userId), userId })))
      .go({ concurrent: 4 });
    const terms = new Map(users.map((one) => [one.userId, termsOf(one)]));
    await searchListEntity()
      .put(
        ids.map((userId) => ({
          userId,
          terms: terms.get(userId)?.map(({ field, term }) => `${field}#${term}`) ?? [],
          revision: 1,
        })),
      )
      .go({ concurrent: 4 });
    await searchRowEntity()
      .put(ids.flatMap((userId) => terms.get(userId)?.map((of) => ({ ...of, letters: lettersOf(of.term), userId })) ?? []))
      .go({ concurrent: 4 });
  };
  /** Of each kind of message: how many, and the most that one cost. */
  const costs = (work: readonly Work[]) =>
    Object.fromEntries(
      UPKEEP_NAMES.map((name) => {
        const own = work.filter(({ message }) => 'upkeep' in message && message.upkeep === name);
        const lists = own.filter(({ message }) => 'cursor' in message);
        const audits = own.filter(({ message }) => 'subjects' in message);
        const most = (some: readonly Work[], of: 'calls' | 'rows') => Math.max(0, ...some.map((one) => one[of]));
        return [
          name,
          {
            lists: lists.length,
            audits: audits.length,
            listCalls: most(lists, 'calls'),
            auditCalls: most(audits, 'calls'),
            rows: most(own, 'rows'),
          },
        ];
      }),
    );

  it('cost pages in proportion, and each page no more than the same few calls and rows', async () => {
    await join(FEW - 1);
    const few = costs(await walk());
    await join(MANY - FEW);
    const many = costs(await walk());
    for (const name of ['users', 'accounts', 'care', 'ledgers', 'records'] as const) {
      const [small, large] = [few[name], many[name]] as [NonNullable<(typeof few)[string]>, NonNullable<(typeof few)[string]>];
      // Of four shards each begins with a list message of its own and may end with one audit message that is not full.
      expect(small.audits).toBeLessThanOrEqual(FEW / SUBJECTS_PER_AUDIT + 4);
      expect(large.audits).toBeLessThanOrEqual(MANY / SUBJECTS_PER_AUDIT + 4);
      expect(large.audits).toBeGreaterThanOrEqual(MANY / SUBJECTS_PER_AUDIT);
      expect(large.lists).toBeLessThanOrEqual(MANY / 200 + 4);
      expect([small.listCalls, large.listCalls]).toEqual([1, 1]);
      // Three calls a bettor, of an account seven, and Ann's picks.
      expect(large.auditCalls).toBeLessThanOrEqual((name === 'accounts' ? 7 : 3) * SUBJECTS_PER_AUDIT + 4);
      expect(large.rows).toBeLessThanOrEqual(200);
    }
    for (const name of ['picks', 'outcomes', 'pick-reviews'] as const) {
      const [small, large] = [few[name], many[name]] as [NonNullable<(typeof few)[string]>, NonNullable<(typeof few)[string]>];
      expect(large.lists).toBeLessThanOrEqual(MANY / 25 + 4);
      expect(Math.max(small.listCalls, large.listCalls)).toBeLessThanOrEqual(1 + 25);
      expect(large.audits).toBe(small.audits);
    }
    for (const name of ['events', 'decisions', 'event-reviews', 'boards'] as const) expect(many[name]).toEqual(few[name]);
  });
});
