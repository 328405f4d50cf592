import { beforeAll, describe, expect, it } from 'vitest';
import { acceptTerms, accountUpkeep, register, tokenClaims } from '#core/identity';
import { loadUser } from '#core/users';
import { transact } from '#data/transaction';
import { ListSessions } from '#schemas/auth';
import type { Contract } from '#schemas/contract';
import { CountUnread } from '#schemas/notifications';
import { ROUTES } from '#schemas/routes';
import { AcceptTerms, CURRENT_TERMS, GetTerms, termsText } from '#schemas/terms';
import { GetMe } from '#schemas/users';
import { termsFactsOf } from '../../core/identity/terms.store.ts';
import { termsPart } from '../../core/users/account.store.ts';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import { handler as notificationsDoor } from '../../lambdas/http/notifications.ts';
import { handler as usersDoor } from '../../lambdas/http/users.ts';
import { actorOf, form, identityGround, join, kept, later, mail, many, now, refused, tokenFor } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { anyone } from '../support/make/users.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

/** Everybody who uses the app has accepted the terms of use and the privacy text that stand. */

beforeAll(identityGround);
const OLD = { terms: '2020-01-01', privacy: CURRENT_TERMS.privacy };

describe('the terms', () => {
  it('are accepted with the registration, or there is none', async () => {
    const token = await tokenFor(mail('ann'));
    const old = register(anyone, { ...form(token), accepts: OLD }, now);
    await expect(old).rejects.toEqual(refused('TERMS_REQUIRED', CURRENT_TERMS));
    const { user } = await register(anyone, form(token), now);
    expect(await termsFactsOf(user.id)).toEqual([{ userId: user.id, ...CURRENT_TERMS, at: now.toISOString() }]);
    expect((await tokenClaims(user.id, now)).claims.terms).toBe(termsText(CURRENT_TERMS));
    expect(await accountUpkeep.audit([user.id], now)).toEqual([]);
  });

  it('of before open nothing but what one has to be able to do; the new ones open it with the next token', async () => {
    const ann = await join();
    await accountUpkeep.erase?.(ann.user.id, now);
    await transact({ user: termsPart(ann.user.id, OLD) });
    const as = { ...actorOf(ann), terms: (await tokenClaims(ann.user.id, now)).claims.terms ?? '' };
    const refusal = { status: 403, error: { code: 'TERMS_REQUIRED', details: CURRENT_TERMS } };
    expect(await ask(notificationsDoor, CountUnread, { as })).toMatchObject(refusal);
    expect((await ask(usersDoor, GetMe, { as })).status).toBe(200);
    expect((await ask(authDoor, ListSessions, { as })).status).toBe(200);
    expect((await ask(authDoor, GetTerms, { as })).data).toEqual(CURRENT_TERMS);
    expect(await ask(authDoor, AcceptTerms, { as, body: OLD })).toMatchObject(refusal);
    expect((await ask(authDoor, AcceptTerms, { as, body: CURRENT_TERMS })).status).toBe(200);
    const { terms = '' } = (await tokenClaims(ann.user.id, now)).claims;
    expect((await ask(notificationsDoor, CountUnread, { as: { ...as, terms } })).status).toBe(200);
  });

  it('are one fact, however often they are accepted', async () => {
    const ann = actorOf(await join());
    const tries = await many(5, (i) => retryUnavailable(() => acceptTerms(ann, CURRENT_TERMS, later(i))));
    expect(new Set(kept(tries).map(({ acceptedAt }) => acceptedAt))).toEqual(new Set([now.toISOString()]));
    expect(await termsFactsOf(ann.userId)).toHaveLength(1);
  });

  it('are accepted as a whole or not at all, and asked for again where it stopped', async () => {
    const ann = await join();
    await accountUpkeep.erase?.(ann.user.id, now);
    await transact({ user: termsPart(ann.user.id, OLD) });
    for (const when of ['before', 'after']) {
      const end = intercept(async (_, send) => {
        if (when === 'after') await send();
        throw new Error('the function stopped');
      });
      await expect(acceptTerms(actorOf(ann), CURRENT_TERMS, now)).rejects.toThrow('stopped');
      end();
      const isDone = when === 'after';
      expect([(await termsFactsOf(ann.user.id)).length, (await loadUser(ann.user.id))?.terms]).toEqual(
        isDone ? [1, CURRENT_TERMS] : [0, OLD],
      );
    }
    await expect(acceptTerms(actorOf(ann), CURRENT_TERMS, later(1))).resolves.toMatchObject({ acceptedAt: now.toISOString() });
  });

  it('are asked for by every route for users but those that a person needs without them', () => {
    const open = (Object.values(ROUTES).flat() as Contract[]).filter(({ terms }) => terms === 'any').map(({ name }) => name);
    expect(open.toSorted()).toEqual([
      ...['AcceptTerms', 'ConfirmStakeLimit', 'CoolOff', 'DeclareRegion', 'DeleteMe', 'EndOtherSessions'],
      ...['EndSession', 'Exclude', 'GetCare', 'GetConsents', 'GetExport', 'GetMe'],
      ...['GetStakeLimits', 'LinkIdentity', 'ListIdentities', 'ListSessions', 'RemoveAddress', 'RequestExport'],
      ...['SendAddressCode', 'SendStepUpCode', 'SetAddress', 'SetConsents', 'SetRealityCheck', 'SetStakeLimit'],
      ...['StateAgeSignal', 'StepUp', 'StepUpNative', 'UnlinkIdentity'],
    ]);
  });
});
