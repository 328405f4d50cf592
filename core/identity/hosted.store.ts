import type { Item } from '#data/entity';
import { replyIfHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import { HOSTED_MINUTES } from '#schemas/oauth';
import { hostedCodeEntity } from './hosted-code.entity.ts';
import { hostedSignInEntity } from './hosted-sign-in.entity.ts';

/** Seconds for which a sign-in may stay at the provider. */
export const HOSTED_LIFE = HOSTED_MINUTES * 60;
/** Seconds for which an app may exchange its code. */
const CODE_LIFE = 300;

export type BegunSignIn = Item<typeof hostedSignInEntity>;
export type HostedCode = Item<typeof hostedCodeEntity>;

/** Notes that a browser begins a sign-in. 1 WRU. */
export async function putHostedSignIn(signIn: Omit<BegunSignIn, 'expiresAt'>, now: Date): Promise<void> {
  await hostedSignInEntity()
    .create({ ...signIn, expiresAt: epoch(now) + HOSTED_LIFE })
    .go();
}

/**
 * Takes the sign-in of a state, so that of concurrent callers one has it. 1 WRU.
 * @returns null for one that is unknown, over, of another provider or of another browser, which stays
 */
export async function takeHostedSignIn(
  { stateHash, provider, cookieHash }: Pick<BegunSignIn, 'stateHash' | 'provider' | 'cookieHash'>,
  now: Date,
): Promise<BegunSignIn | null> {
  const taken = await replyIfHeld(
    hostedSignInEntity()
      .remove({ stateHash })
      .where(
        (attr, op) =>
          `${op.eq(attr.provider, provider)} AND ${op.eq(attr.cookieHash, cookieHash)} AND ${op.gt(attr.expiresAt, epoch(now))}`,
      )
      .go({ response: 'all_old' }),
  );
  return taken && (taken.data as BegunSignIn);
}

/** Keeps a proven person for the app that gets the code. 1 WRU. */
export async function putHostedCode(code: Omit<HostedCode, 'expiresAt'>, now: Date): Promise<void> {
  await hostedCodeEntity()
    .create({ ...code, expiresAt: epoch(now) + CODE_LIFE })
    .go();
}

/**
 * Takes the person of a code, so that of concurrent callers one has them. 1 WRU.
 * @returns null for a code that is unknown or over, or that was begun with another challenge, which stays
 */
export async function takeHostedCode(codeHash: string, challenge: string, now: Date): Promise<HostedCode | null> {
  const taken = await replyIfHeld(
    hostedCodeEntity()
      .remove({ codeHash })
      .where((attr, op) => `${op.eq(attr.challenge, challenge)} AND ${op.gt(attr.expiresAt, epoch(now))}`)
      .go({ response: 'all_old' }),
  );
  return taken && (taken.data as HostedCode);
}
