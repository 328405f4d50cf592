import { createHash, timingSafeEqual } from 'node:crypto';
import { conditionHeld } from '#data/transaction';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';
import { type Vault, vault } from '#platform/vault';
import { NONCE_MINUTES } from '#schemas/identities';
import { hashSecret, newSecret } from './secret-rules.ts';
import { spentNonceEntity } from './spent-nonce.entity.ts';

const LIFE = NONCE_MINUTES * 60;

/**
 * Makes a nonce: `<version>.<end in epoch seconds>.<random>.<MAC>`. It is stored when it is spent, so that asking for many costs no row.
 * @returns the nonce, and the end of its life
 */
export async function issueNonce(now: Date) {
  const keys = await vault();
  const end = epoch(now) + LIFE;
  const text = `${keys.newest}.${end}.${newSecret()}`;
  return { nonce: `${text}.${macOf(keys, text, keys.newest)}`, expiresAt: new Date(end * 1000).toISOString() };
}

/** True when a claim is this nonce, or its SHA-256 in hex, as apps on iOS send it. */
export const isNonceOf = (nonce: string, claim: string | undefined): boolean =>
  claim !== undefined && (isSame(claim, nonce) || isSame(claim, createHash('sha256').update(nonce).digest('hex')));

/**
 * Uses a nonce of ours up, so that of ten calls at once one passes. 1 WRU.
 * @throws UNAUTHENTICATED for one that is not ours, has expired, or was used
 */
export async function spendNonce(nonce: string, now: Date): Promise<void> {
  const end = endOf(await vault(), nonce);
  const isSpent = end === null || end <= epoch(now) || !(await isFirst(nonce, end));
  if (isSpent)
    throw new DomainError('UNAUTHENTICATED', 'This nonce is not good, or no longer. Ask for a new one.', { field: 'nonce' });
}

const isFirst = (nonce: string, expiresAt: number): Promise<boolean> =>
  conditionHeld(
    spentNonceEntity()
      .create({ nonceHash: hashSecret(nonce), expiresAt })
      .go(),
  );

/** The end of a nonce of ours; null for any other text. */
function endOf(keys: Vault, nonce: string): number | null {
  const [, text, version, end, mac] = /^((\d{1,3})\.(\d{1,12})\.[\w-]{43})\.([\w-]{43})$/.exec(nonce) ?? [];
  if (text === undefined || mac === undefined || !keys.has(Number(version))) return null;
  return isSame(mac, macOf(keys, text, Number(version))) ? Number(end) : null;
}

const macOf = (keys: Vault, text: string, version: number): string => keys.mac('nonce', text, version).toString('base64url');

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
