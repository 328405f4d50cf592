import { expect, it } from 'vitest';
import { addressBanEntity } from './address-ban.entity.ts';
import { addressChangeEntity } from './address-change.entity.ts';
import { addressExclusionEntity } from './address-exclusion.entity.ts';
import { addressHoldEntity } from './address-hold.entity.ts';
import { ageRefusalEntity } from './age-refusal.entity.ts';
import { attemptEntity } from './attempt.entity.ts';
import { banFactPart } from './ban.store.ts';
import { banFactEntity } from './ban-fact.entity.ts';
import { deviceEntity } from './device.entity.ts';
import { federatedUserEntity } from './federated-user.entity.ts';
import { grantEntity } from './grant.entity.ts';
import { hostedCodeEntity } from './hosted-code.entity.ts';
import { hostedSignInEntity } from './hosted-sign-in.entity.ts';
import { identityEntity } from './identity.entity.ts';
import { recoveryEntity } from './recovery.entity.ts';
import { registrationEntity } from './registration.entity.ts';
import { ageNotRefusedPart, newIdentityPart, useTokenPart } from './registration.store.ts';
import { roleFactEntity } from './role-fact.entity.ts';
import { sessionEntity } from './session.entity.ts';
import { smsSwitchEntity } from './sms-switch.entity.ts';
import { spentNonceEntity } from './spent-nonce.entity.ts';
import { termsFactEntity } from './terms-fact.entity.ts';
import { tierFactEntity } from './tier-fact.entity.ts';

const userId = '0190a000-0000-7000-8000-000000000001';
const sessionId = '0190a000-0000-7000-8000-000000000002';
const now = new Date('2026-11-23T12:00:00.000Z');

it('the entities of identity keep their keys', () => {
  expect(addressChangeEntity().get({ userId: 'ab12', number: 7 }).params()).toMatchSnapshot('address change');
  expect(recoveryEntity().get({ userId: 'ab12' }).params()).toMatchSnapshot('recovery');
  expect(termsFactEntity().get({ userId: 'ab12', terms: '2026-11-01', privacy: '2026-11-02' }).params()).toMatchSnapshot(
    'terms fact',
  );
  expect(smsSwitchEntity().get({ name: 'sms' }).params()).toMatchSnapshot('sms switch');
  expect(attemptEntity().get({ subject: 'ab12', attemptHash: 'cd34' }).params()).toMatchSnapshot('attempt');
  expect(deviceEntity().get({ userId, tokenHash: 'ab12' }).params()).toMatchSnapshot('device');
  expect(identityEntity().get({ identityKey: 'ab12' }).params()).toMatchSnapshot('identity');
  expect(spentNonceEntity().get({ nonceHash: 'ab12' }).params()).toMatchSnapshot('spent nonce');
  expect(hostedSignInEntity().get({ stateHash: 'ab12' }).params()).toMatchSnapshot('hosted sign-in');
  expect(hostedCodeEntity().get({ codeHash: 'ab12' }).params()).toMatchSnapshot('hosted code');
  expect(federatedUserEntity().get({ identityKey: 'ab12' }).params()).toMatchSnapshot('federated user');
  expect(federatedUserEntity().query.byTime({ list: 'due' }).lt({ dueAt: now.toISOString() }).params()).toMatchSnapshot(
    'federated users that are due',
  );
  expect(registrationEntity().get({ tokenHash: 'ab12' }).params()).toMatchSnapshot('registration');
  expect(ageRefusalEntity().get({ identityKey: 'ab12' }).params()).toMatchSnapshot('age refusal');
  expect(addressBanEntity().get({ identityKey: 'ab12', scope: 'posting' }).params()).toMatchSnapshot('address ban');
  expect(addressExclusionEntity().get({ identityKey: 'ab12' }).params()).toMatchSnapshot('address exclusion');
  expect(addressHoldEntity().get({ identityKey: 'ab12' }).params()).toMatchSnapshot('address hold');
  expect(grantEntity().get({ grantHash: 'ab12' }).params()).toMatchSnapshot('grant');
  expect(sessionEntity().get({ userId, sessionId }).params()).toMatchSnapshot('session');
  expect(sessionEntity().query.primary({ userId }).params()).toMatchSnapshot('sessions of a user');
  expect(banFactEntity().get({ userId, number: 2 }).params()).toMatchSnapshot('ban fact');
  expect(banFactEntity().query.primary({ userId }).params()).toMatchSnapshot('ban facts of a user');
  expect(roleFactEntity().get({ userId, number: 2 }).params()).toMatchSnapshot('role fact');
  expect(roleFactEntity().query.primary({ userId }).params()).toMatchSnapshot('role facts of a user');
  expect(tierFactEntity().get({ userId, number: 2 }).params()).toMatchSnapshot('tier fact');
  expect(tierFactEntity().query.primary({ userId }).params()).toMatchSnapshot('tier facts of a user');
});

it('a registration and a ban keep their conditions', () => {
  expect(useTokenPart('ab12', now).params()).toMatchSnapshot('token');
  expect(ageNotRefusedPart('ab12', now).params()).toMatchSnapshot('age');
  expect(
    newIdentityPart({ identityKey: 'ab12', userId, channel: 'email', verifiedAt: now.toISOString() }).params(),
  ).toMatchSnapshot('identity');
  const fact = {
    userId,
    number: 1,
    kind: 'ban',
    scope: 'all',
    reason: 'fraud',
    by: 'ban-user',
    startsAt: now.toISOString(),
  } as const;
  expect(banFactPart(fact).params()).toMatchSnapshot('ban');
});
