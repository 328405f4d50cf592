import { beforeAll, describe, expect, it } from 'vitest';
import {
  RecoverAccount,
  RemoveAddress,
  SendAddressCode,
  SetAddress,
  ShowUndo,
  UndoAddressChange,
} from '../../schemas/addresses.ts';
import { EndSession, ListSessions, SendStepUpCode, StepUp } from '../../schemas/auth.ts';
import { CONSENT_TEXT, GetConsents, SetConsents } from '../../schemas/consents.ts';
import { GetPreferences, SetPreferences, StopMails } from '../../schemas/notification-preferences.ts';
import { EndLegalHold, PlaceLegalHold } from '../../schemas/privacy.ts';
import { AcceptTerms, CURRENT_TERMS } from '../../schemas/terms.ts';
import { ListAuditTrail } from '../../schemas/trail.ts';
import { GetMe } from '../../schemas/users.ts';
import {
  call,
  codesTo,
  mailTo,
  newAddress,
  newPhone,
  nextCode,
  type Person,
  page,
  send,
  signIn,
  signUp,
  signUpAdmin,
} from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { stackVault } from '../support/stack-vault.ts';

/** All that people do with their account, and admins with that of others, over HTTP on the deployed stack. */

let [ann, ada, abe]: Person[] = [];
beforeAll(async () => {
  ann = await signUp('Ann');
  ada = await signUpAdmin('Ada');
  abe = await signUpAdmin('Abe');
});
const of = (person: Person | undefined) => ({ user: person?.handle ?? '' });

describe('a session', () => {
  it('ends another one, which then shows nothing', async () => {
    const other = await signIn(ann as Person);
    const sessions = await call(ListSessions, { as: ann });
    const { id: sessionId } = sessions.find(({ current }) => !current) ?? { id: '' };
    await call(EndSession, { as: ann, params: { sessionId } });
    await expect(call(GetMe, { as: other })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await call(ListSessions, { as: ann })).toHaveLength(1);
  });

  it('is stepped up by a code', async () => {
    const seen = (await codesTo(ann?.address ?? '')).length;
    const { attemptToken } = await call(SendStepUpCode, { as: ann, body: { channel: 'email' } });
    const code = await nextCode(ann?.address ?? '', seen);
    await call(StepUp, { as: ann, body: { channel: 'email', attemptToken, code } });
    await expect(call(StepUp, { as: ann, body: { channel: 'email', attemptToken, code } })).rejects.toMatchObject({
      code: 'CODE_EXPIRED',
    });
  });
});

it('accepts the terms that stand, and no others', async () => {
  const old = { ...CURRENT_TERMS, terms: '2020-01-01' };
  const refusal = { code: 'TERMS_REQUIRED', details: CURRENT_TERMS };
  await expect(call(AcceptTerms, { as: ann, body: old })).rejects.toMatchObject(refusal);
  expect(await call(AcceptTerms, { as: ann, body: CURRENT_TERMS })).toMatchObject(CURRENT_TERMS);
});

it('says what apps may use, and sees what it said', async () => {
  const consents = { push: true, location: false, contacts: false, photos: true, text: CONSENT_TEXT };
  expect((await call(SetConsents, { as: ann, body: consents })).now).toMatchObject(consents);
  expect((await call(GetConsents, { as: ann })).history).toEqual([expect.objectContaining(consents)]);
});

it('ends the mails of notifications by the link in one of them', async () => {
  const token = (await stackVault('notifications')).seal('unsubscribe', ann?.userId ?? '', 'unsubscribe');
  const { kinds } = await call(GetPreferences, { as: ann });
  const body = { kinds: { reply: { ...kinds.reply, email: true } }, quietHours: null };
  expect((await call(SetPreferences, { as: ann, body })).kinds.reply.email).toBe(true);
  await call(StopMails, { params: { token } });
  expect((await call(GetPreferences, { as: ann })).kinds.reply.email).toBe(false);
});

it('takes a phone number, and somebody who reads its mail can undo that', async () => {
  const [mia, phone] = [await signUp('Mia'), newPhone()];
  const { attemptToken } = await call(SendAddressCode, { as: mia, body: { channel: 'sms', address: phone } });
  const code = await nextCode(phone, 0);
  const changed = await call(SetAddress, { as: mia, params: { channel: 'sms' }, body: { address: phone, attemptToken, code } });
  expect(changed.addresses.map(({ address }) => address).toSorted()).toEqual([phone, mia.address].toSorted());
  await drain();
  const links = (await mailTo(mia.address)).flatMap(({ text }) => /\/undo\/(\S+)/.exec(text)?.[1] ?? []);
  const undo = ShowUndo.path.replace('{token}', links[0] ?? '');
  expect(await send('GET', undo)).toMatchObject({ status: 200, body: expect.stringContaining('<form') });
  const left = await call(RemoveAddress, { as: mia, params: { channel: 'sms' } });
  expect(left.addresses).toHaveLength(1);
  expect((await send(UndoAddressChange.method, undo)).status).toBe(200);
  await expect(call(GetMe, { as: mia })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

describe('admins', () => {
  it('give somebody another address when two of them say so', async () => {
    const [ned, address] = [await signUp('Ned'), newAddress('ned')];
    const body = { channel: 'email' as const, address, reason: 'Has lost the phone and the mail.' };
    const asked = { params: of(ned), body };
    expect(await call(RecoverAccount, { as: ada, ...asked })).toEqual({ state: 'waiting' });
    expect(await call(RecoverAccount, { as: ada, ...asked })).toEqual({ state: 'waiting' });
    expect(await call(RecoverAccount, { as: abe, ...asked })).toEqual({ state: 'done' });
    expect((await signIn({ name: 'Ned', address })).userId).toBe(ned.userId);
  });

  it('keep what is about a person as long as a law asks, and each of their acts is listed', async () => {
    const body = { reason: 'A court has asked for it.' };
    await call(PlaceLegalHold, { as: ada, params: of(ann), body });
    await call(EndLegalHold, { as: ada, params: of(ann), body });
    const { items } = await page(ListAuditTrail, { as: ada, query: { limit: 100 } });
    const acts = items.filter(({ by }) => by === ada?.userId).map(({ route, status }) => [route, status]);
    expect(acts).toEqual(
      expect.arrayContaining([
        ['EndLegalHold', 204],
        ['PlaceLegalHold', 204],
      ]),
    );
  });
});
