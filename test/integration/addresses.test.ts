import type { SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { PublishCommand } from '@aws-sdk/client-sns';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  AddressChangeMessage,
  accountUpkeep,
  recoverAccount,
  refresh,
  register,
  removeAddress,
  sendAddressCode,
  setAddress,
  showUndo,
  tellAddressChange,
  undoAddressChange,
  verifyCode,
} from '#core/identity';
import { loadUser, openAddresses } from '#core/users';
import { vault } from '#platform/vault';
import { RemoveAddress, UndoAddressChange } from '#schemas/addresses';
import type { SignedIn } from '#schemas/auth';
import { identityKey } from '../../core/identity/address-rules.ts';
import { ownerOfAddress } from '../../core/identity/registration.store.ts';
import { ses } from '../../core/identity/send-mail.ts';
import { sns } from '../../core/identity/text-code.ts';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import { newPhone } from '../../local/client/people.ts';
import {
  actorOf,
  codeFor,
  email,
  form,
  identityGround,
  join,
  kept,
  later,
  lost,
  mail,
  many,
  network,
  now,
  refused,
  tokenFor,
} from '../support/bettors.ts';
import { codesWaiting, taken } from '../support/codes.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { exportedBy } from '../support/exported.ts';
import { ask } from '../support/http-event.ts';
import { anyone } from '../support/make/users.ts';
import { mint } from '../support/mint.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';
import { followSocial } from '../support/social.ts';

/** People add, change and remove the addresses by which they sign in; the addresses of before can undo it; two admins help who has lost all. */

const HOUR = 3_600_000;
const sent: { readonly to: string; readonly text: string }[] = [];

beforeAll(async () => {
  await identityGround();
  process.env.API_URL = 'https://api.example';
  ses.inject({
    send: async ({ input }: SendEmailCommand) =>
      void sent.push({ to: input.Destination?.ToAddresses?.[0] ?? '', text: input.Content?.Simple?.Body?.Text?.Data ?? '' }),
  });
  sns.inject({
    send: async ({ input }: PublishCommand) => void sent.push({ to: input.PhoneNumber ?? '', text: input.Message ?? '' }),
  });
});
beforeEach(() => {
  sent.length = 0;
  mint.now = () => now;
});

const channelOf = (address: string) => (address.startsWith('+') ? ('sms' as const) : ('email' as const));
/** Proves an address as the actor. */
async function proofOf(actor: User, address: string, at = now) {
  const channel = channelOf(address);
  const { attemptToken } = await sendAddressCode(actor, { channel, address }, network(), at);
  return { channel, address, attemptToken, code: (await codesWaiting()).get(address) ?? '' };
}
const set = async (actor: User, address: string, at = now) => setAddress(actor, await proofOf(actor, address, at), at);
const ownerOf = async (address: string) =>
  (await ownerOfAddress(identityKey(await vault(), channelOf(address), address)))?.userId ?? null;
/** Tells what follows from the changes since the last call. @returns the links, by the address that got one */
async function told(at = now): Promise<Map<string, string>> {
  sent.length = 0;
  await followSocial(at);
  const messages = (await taken('CODES_QUEUE_URL')).map((body) => AddressChangeMessage.parse(JSON.parse(body)));
  for (const message of messages) await tellAddressChange(message, at);
  return new Map(sent.map(({ to, text }) => [to, /\/undo\/(\S+)/.exec(text)?.[1] ?? '']));
}
const addressesOf = async (actor: User): Promise<string[]> => {
  const user = await loadUser(actor.userId);
  return user ? (await openAddresses(user)).map(({ address }) => address) : [];
};
async function person() {
  const address = mail('ann');
  const session = await join(address);
  await told();
  return { address, session, ann: actorOf(session) };
}

describe('an address', () => {
  it('is added, and either signs in from then on', async () => {
    const { address, ann } = await person();
    const phone = newPhone();
    const me = await set(ann, phone);
    expect(me.addresses.map((one) => [one.channel, one.address])).toEqual([
      ['email', address],
      ['sms', phone],
    ]);
    expect([await ownerOf(address), await ownerOf(phone)]).toEqual([ann.userId, ann.userId]);
    expect(await verifyCode(anyone, { ...email(address), ...(await codeFor(address)) }, now)).toMatchObject({
      status: 'signed_in',
    });
  });

  it('takes the place of the one of its channel, which is free at once; the same again changes nothing', async () => {
    const { address, ann } = await person();
    const other = mail('anna');
    await set(ann, other);
    expect(await addressesOf(ann)).toEqual([other]);
    expect([await ownerOf(address), await ownerOf(other)]).toEqual([null, ann.userId]);
    await told();
    await set(ann, other.toUpperCase().replace('EXAMPLE.COM', 'example.com')).catch(() => set(ann, other));
    expect([await addressesOf(ann), (await told()).size]).toEqual([[other], 0]);
  });

  it('of another account is refused when it is proven, and not when its code is asked for', async () => {
    const [{ ann }, ben] = [await person(), await person()];
    const proof = await proofOf(ann, ben.address);
    await expect(setAddress(ann, proof, now)).rejects.toEqual(refused('CONFLICT', { field: 'address' }));
    expect(await ownerOf(ben.address)).toBe(ben.ann.userId);
  });

  it('is not set by the code of somebody else, of a sign-in, or a second time', async () => {
    const [{ ann }, { ann: ben }] = [await person(), await person()];
    const address = mail('new');
    const proof = await proofOf(ann, address);
    await expect(setAddress(ben, proof, now)).rejects.toEqual(refused('CODE_EXPIRED', { field: 'code' }));
    await expect(setAddress(ann, { ...email(address), ...(await codeFor(address)) }, now)).rejects.toEqual(
      refused('CODE_EXPIRED'),
    );
    const tries = await many(4, () => setAddress(ann, proof, now));
    expect([kept(tries).length, lost(tries)]).toEqual([1, Array(3).fill('CODE_EXPIRED')]);
  });

  it('is removed, but for the last one, also of two removals at once', async () => {
    const { address, ann } = await person();
    const phone = newPhone();
    await set(ann, phone);
    const tries = await many(2, (i) => retryUnavailable(() => removeAddress(ann, i === 0 ? 'email' : 'sms', now)));
    expect(lost(tries)).toEqual(['CONFLICT']);
    expect((await addressesOf(ann)).length).toBe(1);
    expect([await ownerOf(address), await ownerOf(phone)].filter((owner) => owner === ann.userId)).toHaveLength(1);
    await expect(removeAddress(ann, (await addressesOf(ann))[0]?.startsWith('+') ? 'sms' : 'email', now)).rejects.toEqual(
      refused('CONFLICT', { field: 'channel' }),
    );
  });

  it('has one owner and one list, whatever ten changes at once do', async () => {
    const { address, ann } = await person();
    const wanted = Array.from({ length: 5 }, () => mail('many'));
    const proofs: Awaited<ReturnType<typeof proofOf>>[] = [];
    for (const one of wanted) proofs.push(await proofOf(ann, one));
    await many(5, (i) => retryUnavailable(() => setAddress(ann, proofs[i] as (typeof proofs)[number], now)));
    const [kept, ...others] = await addressesOf(ann);
    expect(others).toEqual([]);
    for (const one of [address, ...wanted]) expect(await ownerOf(one)).toBe(one === kept ? ann.userId : null);
    expect((await loadUser(ann.userId))?.addressChanges).toBe(5);
  });

  it.each(['before', 'after'])('is changed as a whole or not at all, whichever call stops %s it is made', async (when) => {
    let stopped = 0;
    for (let at = 1; at === 1 || stopped === at - 1; at++) {
      const { address, ann } = await person();
      const other = mail('crash');
      const proof = await proofOf(ann, other);
      let calls = 0;
      const end = intercept(async (_, send) => {
        const isLast = ++calls === at;
        if (isLast) stopped++;
        if (isLast && when === 'before') throw new Error('the function stopped');
        const reply = await send();
        if (isLast) throw new Error('the function stopped');
        return reply;
      });
      await setAddress(ann, proof, now).catch(() => {});
      end();
      const owners = [await ownerOf(address), await ownerOf(other)];
      const [before, after] = [
        [[address], [ann.userId, null]],
        [[other], [null, ann.userId]],
      ];
      expect([before, after]).toContainEqual([await addressesOf(ann), owners]);
    }
    expect(stopped).toBeGreaterThan(3);
  });

  it('is changed with a step-up alone', async () => {
    const { ann } = await person();
    const asked = { as: ann, authTime: 1, params: { channel: 'email' } };
    expect(await ask(authDoor, RemoveAddress, asked)).toMatchObject({ status: 403, error: { code: 'STEP_UP_REQUIRED' } });
  });
});

describe('the link in the message about a change', () => {
  it('goes to the addresses of before, and puts them back once, with every session ended', async () => {
    const { address, session, ann } = await person();
    const other = mail('thief');
    await set(ann, other);
    const links = await told();
    expect([...links.keys()]).toEqual([address]);
    const token = links.get(address) ?? '';
    expect(await showUndo(token, now)).toContain('<form method="post">');
    expect(await addressesOf(ann)).toEqual([other]);
    expect(await ask(authDoor, UndoAddressChange, { params: { token } })).toMatchObject({ status: 200 });
    expect([await addressesOf(ann), await ownerOf(address), await ownerOf(other)]).toEqual([[address], ann.userId, null]);
    await expect(refresh(anyone, session.refreshToken, now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    for (const act of [showUndo, undoAddressChange]) await expect(act(token, now)).rejects.toEqual(refused('NOT_FOUND'));
    expect((await told()).size).toBe(0);
  });

  it('of an earlier change outlives that of a later one, which the thief got', async () => {
    const { address, ann } = await person();
    const [second, third] = [mail('thief'), mail('thief')];
    await set(ann, second);
    const first = (await told()).get(address) ?? '';
    await set(ann, third, later(1_000));
    const later2 = (await told()).get(second) ?? '';
    await undoAddressChange(later2, later(2_000));
    expect(await addressesOf(ann)).toEqual([second]);
    await undoAddressChange(first, later(3_000));
    expect(await addressesOf(ann)).toEqual([address]);
    await expect(undoAddressChange(later2, later(4_000))).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('of the addition of a number ends a theft by it, which then removed the e-mail address', async () => {
    const { address, ann } = await person();
    const phone = newPhone();
    await set(ann, phone);
    const link = (await told()).get(address) ?? '';
    await removeAddress(ann, 'email', later(1_000));
    expect([...(await told()).keys()]).toEqual([address]);
    await undoAddressChange(link, later(2_000));
    expect([await addressesOf(ann), await ownerOf(phone)]).toEqual([[address], null]);
  });

  it('is good for 72 hours, for one use of many at once, and refused while another account has the address', async () => {
    const { address, ann } = await person();
    await set(ann, mail('other'));
    const token = (await told()).get(address) ?? '';
    await expect(undoAddressChange(token, later(72 * HOUR + 1_000))).rejects.toEqual(refused('NOT_FOUND'));
    await expect(undoAddressChange(`${token.slice(0, -2)}AA`, now)).rejects.toEqual(refused('NOT_FOUND'));
    const taker = (await register(anyone, form(await tokenFor(address)), now)) as SignedIn;
    await expect(undoAddressChange(token, now)).rejects.toEqual(refused('CONFLICT'));
    await set(actorOf(taker), mail('moved'));
    const tries = await many(4, () => retryUnavailable(() => undoAddressChange(token, now)));
    expect([kept(tries).length, new Set(lost(tries))]).toEqual([1, new Set(['NOT_FOUND'])]);
    expect(await addressesOf(ann)).toEqual([address]);
  });
});

describe('an account whose addresses are lost', () => {
  const reason = 'Knows every pick of the season.';
  const admin = async () => ({ ...actorOf(await join(mail('adele'))), role: 'admin' as const });

  it('gets another address when two admins say the same, and its owner can undo it', async () => {
    const { address, session, ann } = await person();
    const [adele, bruno] = [await admin(), await admin()];
    const found = mail('found');
    const say = (by: User, to: string) => recoverAccount(by, ann.userId, { ...email(to), reason }, now);
    expect(await say(adele, mail('wrong'))).toEqual({ state: 'waiting' });
    expect(await say(bruno, found)).toEqual({ state: 'waiting' });
    expect(await say(bruno, found)).toEqual({ state: 'waiting' });
    expect(await addressesOf(ann)).toEqual([address]);
    expect(await say(adele, found)).toEqual({ state: 'done' });
    expect(await say(bruno, found)).toEqual({ state: 'done' });
    expect([await addressesOf(ann), await ownerOf(address)]).toEqual([[found], null]);
    await expect(refresh(anyone, session.refreshToken, now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    await undoAddressChange((await told()).get(address) ?? '', later(1_000));
    expect(await addressesOf(ann)).toEqual([address]);
  });

  it('waits for seven days, and is refused for an address of another account', async () => {
    const [{ ann }, ben] = [await person(), await person()];
    const [adele, bruno] = [await admin(), await admin()];
    const say = (by: User, to: string, at: Date) => recoverAccount(by, ann.userId, { ...email(to), reason }, at);
    const found = mail('found');
    await say(adele, found, now);
    expect(await say(bruno, found, later(7 * 24 * HOUR + 1_000))).toEqual({ state: 'waiting' });
    await say(adele, ben.address, now);
    await expect(say(bruno, ben.address, now)).rejects.toEqual(refused('CONFLICT'));
  });

  it('leaves nothing behind when it is erased; an export has the addresses of before', async () => {
    const { ann, address } = await person();
    await set(ann, mail('other'));
    await recoverAccount(await admin(), ann.userId, { ...email(mail('found')), reason }, now);
    const facts = {
      addressChanges: [{ number: 1, kind: 'set', channel: 'email', before: [{ channel: 'email', address }] }],
      recovery: { channel: 'email', reason },
    };
    expect(await exportedBy(accountUpkeep, ann.userId)).toMatchObject({ ...facts, sessions: [{ device: undefined }] });
    for (let i = 0; i < 2; i++) await accountUpkeep.erase?.(ann.userId, now);
    const nothing = { sessions: [], devices: [], addressChanges: [], bans: [], roles: [], tiers: [], terms: [], recovery: null };
    expect(await exportedBy(accountUpkeep, ann.userId)).toMatchObject(nothing);
  });
});
