import { describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { verifyCode } from '#core/identity';
import { appealBan, banPerson, liftBan, setTierOf } from '#core/moderation';
import { loadUser } from '#core/users';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { UpdateMe } from '#schemas/users';
import { handler as contentDoor } from '../../lambdas/http/content.ts';
import { handler as picksDoor } from '../../lambdas/http/picks.ts';
import { handler as usersDoor } from '../../lambdas/http/users.ts';
import { actorOf, codeFor, DAY, email, join, kept, later, lost, mail, many, now, refused, tag } from '../support/bettors.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { anyone } from '../support/make/users.ts';
import { admin, caseOf, decide, max, mo, withDesk } from '../support/moderators.ts';
import { differencesIn } from '../support/upkeep.ts';

/** Bans, the appeals against them, and tiers. */

withDesk();

describe('a ban', () => {
  it('from posting refuses words, on picks and in a profile, from the write on, and nothing else', async () => {
    const session = await join();
    const mal = actorOf(session);
    const token = { as: mal, authTime: Math.floor(later(5_000).getTime() / 1000) };
    const eventId = await storedGame('nfl', new Date(Date.now() + DAY));
    const place = (words: object) => ask(picksDoor, PlacePick, { ...token, body: { ...singleBody(eventId), ...words } });
    await banPerson(mo, session.user.handle, { scope: 'posting', reason: 'Insults.' }, now);
    expect((await place({ analysis: 'Words.' })).error).toMatchObject({
      code: 'BANNED',
      details: { scope: 'posting', endsAt: null },
    });
    expect((await ask(usersDoor, UpdateMe, { ...token, body: { bio: 'Words.' } })).error.code).toBe('BANNED');
    expect((await place({})).status).toBe(201);
    expect((await ask(contentDoor, CreatePost, { ...token, body: { kind: 'text', text: 'Words.' } })).error.code).toBe('BANNED');
    await liftBan(max, session.user.handle, { scope: 'posting', reason: 'Enough.' }, new Date());
    expect((await place({ analysis: 'Words.' })).status).toBe(201);
    // A token of before the lifting names the ban, and the row is newer.
    expect(
      (await ask(picksDoor, PlacePick, { ...token, as: mal, body: { ...singleBody(eventId), analysis: 'Words.' } })).status,
    ).toBe(201);
  });

  it('of each scope stands by itself, is written once, and its end is kept', async () => {
    const session = await join();
    const { handle } = session.user;
    const until = later(DAY).toISOString();
    const ban = () => banPerson(mo, handle, { scope: 'messaging', reason: 'Spam.', until }, now);
    expect(await ban()).toEqual({ userId: session.user.id, scope: 'messaging', banned: true, endsAt: until });
    expect(await ban()).toMatchObject({ banned: true });
    expect((await loadUser(session.user.id))?.bans).toBe(1);
    const bans = 1 + kept(await many(10, (i) => banPerson(mo, handle, { scope: 'all', reason: `Reason ${i}.` }, now))).length;
    expect(bans).toBeGreaterThan(1);
    expect(await loadUser(session.user.id)).toMatchObject({ bans, messagingBan: { number: 1 } });
    expect(await liftBan(max, handle, { scope: 'all', reason: 'No.' }, now)).toMatchObject({ banned: false });
    expect(await liftBan(max, handle, { scope: 'all', reason: 'No.' }, now)).toMatchObject({ banned: false });
    expect(await loadUser(session.user.id)).toMatchObject({ bans: bans + 1, messagingBan: { number: 1 } });
    expect(await differencesIn({ user: [session.user.id] }, later(1_000))).toEqual([expect.objectContaining({ field: 'terms' })]);
  });

  it('is not for equals, for those above, or for oneself', async () => {
    const handleOf = async ({ userId }: User) => (await loadUser(userId))?.handle ?? '';
    for (const [by, target] of [
      [mo, max],
      [mo, admin],
      [mo, mo],
      [admin, admin],
    ] as const)
      await expect(banPerson(by, await handleOf(target), { scope: 'all', reason: 'No.' }, now)).rejects.toEqual(
        refused('FORBIDDEN'),
      );
    await expect(banPerson(mo, `nobody_${tag()}`, { scope: 'all', reason: 'No.' }, now)).rejects.toEqual(refused('NOT_FOUND'));
  });
});

describe('a tier', () => {
  it('is appended, once, and ends by the clock', async () => {
    const { user } = await join();
    const until = later(DAY).toISOString();
    const give = (tier: 'free' | 'premium', end?: string) =>
      setTierOf(admin, user.handle, { tier, until: end, reason: 'A gift.' }, now);
    for (let i = 0; i < 2; i++) expect(await give('premium', until)).toEqual({ userId: user.id, tier: 'premium', until });
    expect(await loadUser(user.id)).toMatchObject({ tier: 'premium', tierUntil: until });
    await give('free');
    expect((await loadUser(user.id))?.tierUntil).toBeUndefined();
    await expect(give('premium', now.toISOString())).rejects.toEqual(refused('INVALID_INPUT', { field: 'until' }));
  });
});

describe('an appeal', () => {
  it('is one for a ban, from somebody who cannot sign in, and another moderator decides', async () => {
    const address = mail('mal');
    const session = await join(address);
    await banPerson(mo, session.user.handle, { scope: 'all', reason: 'Fraud.' }, now);
    const proof = await codeFor(address);
    const refusal = await verifyCode(anyone, { ...email(address), ...proof }, now).catch((error) => error);
    const { appealToken } = refusal.details as { appealToken: string };
    const appeal = (more: object = {}) => appealBan(anyone, { text: 'It was not me.', appealToken, ...more }, now);
    await expect(appealBan(anyone, { text: 'It was not me.' }, now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    await expect(appealBan(anyone, { text: 'No.', appealToken: `${appealToken.slice(0, -3)}AAA` }, now)).rejects.toEqual(
      refused('UNAUTHENTICATED'),
    );
    await expect(appealBan(anyone, { text: 'Late.', appealToken }, later(3_600_001))).rejects.toEqual(refused('UNAUTHENTICATED'));
    await expect(appeal({ scope: 'posting' })).rejects.toEqual(refused('CONFLICT'));
    const tries = await many(5, () => appeal());
    expect([kept(tries).length, new Set(lost(tries))]).toEqual([1, new Set(['CONFLICT'])]);
    const found = await caseOf(session.user.id);
    expect(found).toMatchObject({
      subject: { type: 'ban' },
      copies: [{ text: 'It was not me.' }],
      ban: { scope: 'all', reason: 'Fraud.' },
    });
    await expect(decide(mo, found.id, 'dismiss')).rejects.toEqual(refused('FORBIDDEN'));
    await expect(decide(max, found.id, 'ban')).rejects.toEqual(refused('INVALID_INPUT', { field: 'action' }));
    await decide(max, found.id, 'restore');
    expect((await loadUser(session.user.id))?.ban).toBeUndefined();
    await expect(appeal()).rejects.toEqual(refused('CONFLICT'));
    expect(await differencesIn({ case: [found.id] }, now)).toEqual([]);
  });
});
