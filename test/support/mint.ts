import { randomUUID } from 'node:crypto';
import { isRightAnswer, newNonce, nextStep, tokenClaims } from '#core/identity';
import type { UserId } from '#schemas/common';

/**
 * Stands in for core/identity/cognito.ts where no functions are deployed: asks our triggers' rules what Cognito would ask them, in its order.
 * What Cognito really does is for test/e2e/identity.test.ts.
 */
const users = new Set<string>();
const live = new Map<string, string>();

export const mint = {
  /** How often Cognito was asked for tokens. */
  calls: 0,
  users,
  live,
  /** Cognito's clock. */
  now: () => new Date(),
  /** Set to make the next call fail, as when Cognito is out. */
  fault: undefined as Error | undefined,
};

function fail(): void {
  const { fault } = mint;
  mint.fault = undefined;
  if (fault) throw fault;
}

async function tokens(userId: UserId, origin: string) {
  const { claims, scopes } = await tokenClaims(userId, mint.now());
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    accessToken: `${part({})}.${part({ ...claims, scope: scopes.join(' '), origin_jti: origin })}.mark`,
    expiresIn: 900,
    origin,
  };
}

export async function createMintUser(userId: UserId): Promise<void> {
  fail();
  users.add(userId);
}

export async function mintWithGrant(userId: UserId, grant: string) {
  mint.calls++;
  users.add(userId);
  if (nextStep([], true) !== 'ask') throw new Error('nothing was asked');
  const nonce = newNonce();
  // Cognito asks again when an answer is slow.
  const answer =
    (await isRightAnswer(userId, grant, nonce, mint.now())) && (await isRightAnswer(userId, grant, nonce, mint.now()));
  if (nextStep([answer], true) !== 'issue') throw new Error('the grant was not taken');
  if (await isRightAnswer(userId, grant, newNonce(), mint.now())) throw new Error('the grant was taken twice');
  const mintToken = randomUUID();
  const origin = randomUUID();
  live.set(mintToken, origin);
  return { ...(await tokens(userId, origin)), mintToken };
}

export async function mintAgain(userId: UserId, mintToken: string) {
  mint.calls++;
  fail();
  const origin = live.get(mintToken);
  return origin === undefined ? null : tokens(userId, origin);
}

export async function revokeMint(mintToken: string): Promise<void> {
  live.delete(mintToken);
}
