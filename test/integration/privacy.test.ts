import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { getProfile } from '#core/graph';
import { tokenClaims, verifyCode } from '#core/identity';
import { pickUpkeep } from '#core/picks';
import {
  cancelDeletion,
  deleteByCode,
  deleteMe,
  endLegalHold,
  eraseAgain,
  getExport,
  placeLegalHold,
  requestExport,
  runPrivacyTask,
} from '#core/privacy';
import { statsOf } from '#core/stats';
import { PERSONAL_DOMAINS } from '#core/upkeep';
import { loadUser, newUserPart, userUpkeep } from '#core/users';
import { connection } from '#data/connection';
import { transact } from '#data/transaction';
import { env } from '#platform/env';
import { deletionOf } from '../../core/privacy/deletion.store.ts';
import { actorOf, codeFor, DAY, email, join, kept, lost, mail, many, refused } from '../support/bettors.ts';
import { taken } from '../support/codes.ts';
import { deaths } from '../support/deaths.ts';
import { diesAt } from '../support/dies-at.ts';
import { later, now, person, privacyGround, work } from '../support/make/canary-person.ts';
import { anyone } from '../support/make/users.ts';
import { mint } from '../support/mint.ts';

/** Somebody asks for the deletion of everything that is kept of them. */

beforeAll(privacyGround);
beforeEach(() => taken('LOW_QUEUE_URL'));

/** The rows of the table, as text, that contain something. */
async function rowsWith(text: string): Promise<string[]> {
  const found: string[] = [];
  const { client } = connection();
  for await (const { Items = [] } of paginateScan(
    { client: client as never },
    { TableName: env('TABLE_NAME'), ConsistentRead: true },
  ))
    found.push(...Items.map((row) => JSON.stringify(row)).filter((row) => row.toLowerCase().includes(text.toLowerCase())));
  return found;
}

/** Tries to sign in by mail. */
const signIn = async (address: string, at: Date) =>
  verifyCode(anyone, { ...email(address), ...(await codeFor(address, at)) }, at);
const deletingOf = async (address: string, at: Date) => {
  const error = (await signIn(address, at).catch((thrown) => thrown)) as {
    code: string;
    details: { cancelToken: string; erasesAt: string };
  };
  expect(error.code).toBe('ACCOUNT_DELETING');
  return error.details;
};

describe('a deletion', () => {
  it('hides the person at once, and is cancelled by nothing but the token of a sign-in', async () => {
    const { canary, ann, ben, address, handle } = await person();
    const seen = () => getProfile(ben, handle, statsOf, now);
    expect((await seen()).displayName).toBe(`${canary} Name`);
    const tries = await many(10, () => deleteMe(ann, 'after-grace', now));
    expect([kept(tries), new Set(lost(tries))]).toEqual([[{ erasesAt: later(14 * DAY).toISOString() }], new Set(['CONFLICT'])]);
    await expect(seen()).rejects.toEqual(refused('NOT_FOUND'));
    await expect(tokenClaims(ann.userId, now)).rejects.toThrow('being deleted');
    expect(await userUpkeep.audit([ann.userId], now)).toEqual([]);
    expect(await work(ann, later(13 * DAY))).toEqual([]);
    const { cancelToken, erasesAt } = await deletingOf(address, later(13 * DAY));
    expect(erasesAt).toBe(later(14 * DAY).toISOString());
    await expect(cancelDeletion(anyone, `${cancelToken}x`, later(13 * DAY))).rejects.toEqual(refused('NOT_FOUND'));
    await cancelDeletion(anyone, cancelToken, later(13 * DAY));
    expect((await seen()).displayName).toBe(`${canary} Name`);
    expect(await userUpkeep.audit([ann.userId], now)).toEqual([]);
    expect(await signIn(address, later(13 * DAY))).toMatchObject({ status: 'signed_in' });
    expect(await work(ann, later(15 * DAY))).toEqual([]);
    await expect(cancelDeletion(anyone, cancelToken, later(13 * DAY))).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('leaves no word of the person in the table, keeps their record countable, and others keep their conversation', async () => {
    const { canary, ann, ben, address, pickId } = await person();
    await requestExport(ann, now);
    await work(ann, now);
    await deleteMe(ann, 'after-grace', now);
    const after = later(14 * DAY + 1_000);
    expect(await work(ann, after)).toHaveLength(1);
    expect(await rowsWith(canary)).toEqual([]);
    expect(await rowsWith(address)).toEqual([]);
    expect(mint.users.has(ann.userId)).toBe(false);
    expect([await loadUser(ann.userId), await deletionOf(ann.userId)]).toEqual([null, null]);
    expect(await pickUpkeep.audit([pickId], after)).toEqual([]);
    expect((await rowsWith('Words of somebody else')).length).toBeGreaterThan(0);
    expect(await loadUser(ben.userId)).not.toBeNull();
    await expect(getExport(ann, after)).rejects.toEqual(refused('NOT_FOUND'));
    expect(await work(ann, later(16 * DAY))).toEqual([]);
    expect(await signIn(address, after)).toMatchObject({ status: 'registration_required' });
  });

  it('goes by a code without a session, also at once, and the erasure takes the token of a cancelling its force', async () => {
    const address = mail('ann');
    const ann = actorOf(await join(address));
    const proven = async (at: Date) => ({ ...email(address), ...(await codeFor(address, at)) });
    expect(await deleteByCode(anyone, { ...(await proven(now)), when: 'at-once' }, now)).toEqual({
      erasesAt: later(900_000).toISOString(),
    });
    await expect(deleteByCode(anyone, { ...(await proven(now)), when: 'at-once' }, now)).rejects.toEqual(refused('CONFLICT'));
    const { cancelToken } = await deletingOf(address, later(3_700_000));
    await expect(cancelDeletion(anyone, cancelToken, later(3_700_000))).rejects.toEqual(refused('NOT_FOUND'));
    expect(await work(ann, later(3_700_000))).toHaveLength(1);
    expect(await loadUser(ann.userId)).toBeNull();
    const nobody = mail('nobody');
    const code = await codeFor(nobody);
    await expect(deleteByCode(anyone, { ...email(nobody), ...code, when: 'at-once' }, now)).rejects.toEqual(refused('NOT_FOUND'));
    await expect(deleteByCode(anyone, { ...email(nobody), ...code, when: 'at-once' }, now)).rejects.toEqual(
      refused('CODE_EXPIRED'),
    );
  });

  it('waits for the end of a legal hold, which nobody places once it has begun', async () => {
    const ann = actorOf(await join());
    const moderator = actorOf(await join());
    await placeLegalHold(moderator, ann.userId, 'An order of a court.', now);
    await deleteMe(ann, 'at-once', now);
    expect(await work(ann, later(3_600_000))).toHaveLength(1);
    expect([(await loadUser(ann.userId)) !== null, (await deletionOf(ann.userId))?.state]).toEqual([true, 'waiting']);
    expect(await work(ann, later(3_700_000))).toEqual([]);
    await endLegalHold(moderator, ann.userId);
    await expect(endLegalHold(moderator, ann.userId)).rejects.toEqual(refused('NOT_FOUND'));
    expect(await work(ann, later(2 * DAY))).toHaveLength(1);
    expect(await loadUser(ann.userId)).toBeNull();
    await expect(placeLegalHold(moderator, ann.userId, 'An order of a court.', now)).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('is done by one of ten messages, and again after a backup was restored', async () => {
    const session = await join();
    const ann = actorOf(session);
    await deleteMe(ann, 'at-once', now);
    const at = later(3_600_000);
    const task = { userId: ann.userId, task: 'erase' as const };
    const before = (await loadUser(ann.userId)) as NonNullable<Awaited<ReturnType<typeof loadUser>>>;
    const done = await many(10, () => runPrivacyTask(task, PERSONAL_DOMAINS, at));
    expect(lost(done)).toEqual([]);
    expect(await loadUser(ann.userId)).toBeNull();
    await transact({ user: newUserPart(before) });
    expect((await eraseAgain(system('test'), at)).people).toBeGreaterThan(0);
    await work(ann, at);
    expect([await loadUser(ann.userId), await deletionOf(ann.userId)]).toEqual([null, null]);
  });

  it('ends as if nothing had happened when the process dies at any of its calls', async () => {
    const { canary, ann, address } = await person();
    await deleteMe(ann, 'at-once', now);
    const task = { userId: ann.userId, task: 'erase' as const };
    let at = later(3_600_000).getTime();
    for (const k of deaths(50)) {
      at += 3_600_000;
      if (!(await diesAt(k, () => runPrivacyTask(task, PERSONAL_DOMAINS, new Date(at))))) break;
    }
    at += 3_600_000;
    await work(ann, new Date(at));
    expect(await rowsWith(canary)).toEqual([]);
    expect(
      await rowsWith(ann.userId).then((rows) =>
        rows.filter((row) => /"__edb_e__":"(user|card|deletion|privacytask|identity)"/.test(row)),
      ),
    ).toEqual([]);
    expect(await signIn(address, new Date(at))).toMatchObject({ status: 'registration_required' });
  });
});
