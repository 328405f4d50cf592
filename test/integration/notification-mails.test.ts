import { randomBytes } from 'node:crypto';
import type { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { system } from '#actor';
import { followUser, muteUser, unfollowUser } from '#core/graph';
import { deliver, endQuietHours, getPreferences, markRead, markSeen, setPreferences, stopMails } from '#core/notifications';
import { newId } from '#platform/ids';
import { vault } from '#platform/vault';
import type { NotificationId } from '#schemas/notifications';
import { putHold } from '../../core/identity/address-hold.store.ts';
import { identityKey } from '../../core/identity/address-rules.ts';
import { ses } from '../../core/identity/send-mail.ts';
import { bettor } from '../support/make/users.ts';
import { settle } from '../support/settle-social.ts';
import { choose, HOUR, later, list, listenToTellings, mobile, now, person, sent, tell, withDevice } from '../support/tellings.ts';

listenToTellings();
Object.assign(process.env, {
  MAIL_FROM: 'notifications@youbet.example',
  MAIL_CONFIGURATION_SET: 'youbet-test',
  NOTIFICATION_MAILS: '1000',
  API_URL: 'https://api.example',
});

/** The mails that SES took. */
const mails: { to: string; text: string; link: string }[] = [];
let failure: Error | null = null;
ses.inject({
  async send({ input }: SendEmailCommand) {
    if (failure) throw failure;
    const { Body, Headers = [] } = input.Content?.Simple ?? {};
    const link = Headers.find(({ Name }) => Name === 'List-Unsubscribe')?.Value ?? '';
    mails.push({ to: input.Destination?.ToAddresses?.[0] ?? '', text: Body?.Text?.Data ?? '', link });
    return {};
  },
});
beforeEach(() => {
  mails.length = 0;
  failure = null;
});

const MINUTE = 60_000;
const address = () => `${randomBytes(5).toString('hex')}@example.com`;
/** Somebody who wants mails of followers, and nothing else of them. */
async function reader(channels = { in_app: true, push: false, email: true }, email = address()) {
  const who = await bettor(`m${randomBytes(4).toString('hex')}x`, now, email);
  await choose(who, channels, 'new-follower');
  return { who, email };
}
/** Delivers the mails that are planned, as the queue does when their delay is over. */
async function planned(at = later(15 * MINUTE)): Promise<void> {
  const due = sent.splice(0).filter(({ message }) => message.task === 'tell-again' && message.on === 'e-mail');
  for (const { message } of due) await deliver(message as never, at);
}
/** Somebody follows, and the message of it comes. */
async function followed(who: User, at = now, by?: User): Promise<User> {
  const other = by ?? (await person());
  const fact = { by: other.userId, mark: '00000000' };
  await followUser(other, who.userId, at);
  await tell(who, [fact], { kind: 'new-follower', subject: `user#${who.userId}`, at });
  return other;
}

describe('an e-mail about a notification', () => {
  it('comes once, a quarter of an hour after it began, with all that it has collected', async () => {
    const { who, email } = await reader();
    await followed(who);
    await followed(who, later(MINUTE));
    const delays = sent.filter(({ message }) => message.on === 'e-mail').map(({ queue, delay }) => `${queue} ${delay}`);
    expect(delays).toEqual(['low 900']);
    expect(mails).toEqual([]);
    await planned();
    expect(mails).toMatchObject([{ to: email, text: expect.stringContaining('and 1 more followed you.') }]);
    await followed(who, later(20 * MINUTE));
    await planned(later(35 * MINUTE));
    expect(mails).toHaveLength(1);
  });

  it('comes not for what was read, seen or withdrawn by then, of hidden people, or after a change of mind', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => reader()));
    const [read, seen, alone, muting, changed] = all.map(({ who }) => who) as [User, User, User, User, User];
    const others: User[] = [];
    for (const { who } of all) others.push(await followed(who));
    const idOf = async (who: User) => (await list(who))[0]?.id as NotificationId;
    await markRead(read, await idOf(read), later(MINUTE));
    await markSeen(seen, await idOf(seen), later(MINUTE));
    const messages = sent.splice(0);
    await unfollowUser(others[2] as User, alone.userId, later(MINUTE));
    await settle(later(MINUTE));
    await muteUser(muting, (others[3] as User).userId, later(MINUTE));
    await choose(changed, { email: false }, 'new-follower');
    sent.push(...messages);
    await planned();
    expect(mails).toEqual([]);
  });

  it('comes without a place in the list, and to nobody without an address, or whose address is on hold', async () => {
    const only = await reader({ in_app: false, push: false, email: true });
    await followed(only.who);
    expect(await list(only.who)).toEqual([]);
    const none = await person();
    await choose(none, { email: true }, 'new-follower');
    await followed(none);
    const held = await reader();
    const expiresAt = Math.floor(now.getTime() / 1000) + 86_400;
    await putHold({
      ...{ identityKey: identityKey(await vault(), 'email', held.email), reason: 'bounce', heldAt: now.toISOString(), expiresAt },
    } as never);
    await followed(held.who);
    await planned();
    expect(mails.map(({ to }) => to)).toEqual([only.email]);
  });

  it('is tried again when SES fails, and dropped when SES refuses it', async () => {
    const { who } = await reader();
    await followed(who);
    const [message] = sent.splice(0).filter(({ message: { on } }) => on === 'e-mail');
    failure = new Error('SES is down');
    await expect(deliver(message?.message as never, later(15 * MINUTE))).rejects.toThrow('a mail was not taken');
    failure = null;
    await deliver(message?.message as never, later(16 * MINUTE));
    await deliver(message?.message as never, later(17 * MINUTE));
    expect(mails).toHaveLength(1);
    const other = await reader();
    await followed(other.who);
    failure = Object.assign(new Error('no'), { name: 'MessageRejected' });
    await planned();
    expect(mails).toHaveLength(1);
  });

  it('comes at most five times an hour to a person', async () => {
    const { who } = await reader();
    const subjects = Array.from({ length: 7 }, () => `user#${newId(now)}`);
    for (const subject of subjects) {
      const other = await person();
      await followUser(other, who.userId, now);
      await tell(who, [{ by: other.userId, mark: '00000000' }], { kind: 'new-follower', subject });
    }
    await planned();
    expect(mails).toHaveLength(5);
  });

  it('waits for the end of the quiet hours, where one mail says all', async () => {
    const { who, email } = await reader({ in_app: true, push: true, email: true });
    await withDevice(who);
    const time = (ms: number) => later(ms).toISOString().slice(11, 16);
    const { kinds } = await getPreferences(who);
    await setPreferences(who, {
      kinds: { ...kinds, 'contact-request': { in_app: true, push: true, email: true } },
      quietHours: { from: time(-HOUR), to: time(2 * HOUR), timeZone: 'UTC' },
    });
    await followed(who);
    await planned();
    expect(mails).toEqual([]);
    let ended = { users: 0 };
    let at = later(2 * HOUR);
    for (; ended.users === 0 && at < later(3 * HOUR); at = new Date(at.getTime() + 5 * MINUTE))
      ended = await endQuietHours(system('end-quiet-hours'), at);
    const held = sent.splice(0).filter(({ message }) => message.task === 'tell-held' && message.userId === who.userId);
    expect(held).toHaveLength(1);
    for (const _ of ['once', 'twice']) await deliver(held[0]?.message as never, at);
    expect(mails.map(({ to }) => to)).toEqual([email]);
    expect(new Set(mobile.texts.map(({ tag }) => tag)).size).toBe(1);
  });

  it('has a link by which all mails end, and nothing else changes', async () => {
    const { who } = await reader();
    await followed(who);
    await planned();
    const token = /unsubscribe\/([^>]+)>$/.exec(mails[0]?.link ?? '')?.[1] ?? '';
    expect(mails[0]?.link).toMatch(/^<https:\/\/api\.example\/api\/v1\/unsubscribe\//);
    for (const _ of ['once', 'twice']) await stopMails(token);
    const { kinds } = await getPreferences(who);
    expect(kinds['new-follower']).toEqual({ in_app: true, push: false, email: false });
    await expect(stopMails(`1.${'a'.repeat(60)}`)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const foreign = (await vault()).seal('appeal', who.userId, 'unsubscribe');
    await expect(stopMails(foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
