import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import { codeEntity } from './code.entity.ts';

/** Seconds for which a code is valid. */
export const CODE_LIFE = 600;
/** Tries of one code, the right one included. */
const TRIES = 5;

/** Stores a code in place of any earlier one. 1 WRU. */
export async function putCode(identityKey: string, mac: string, now: Date): Promise<void> {
  await codeEntity()
    .put({ identityKey, mac, tries: 0, expiresAt: epoch(now) + CODE_LIFE })
    .go();
}

/**
 * Counts a try before the code is compared, so that concurrent tries cannot exceed the bound. 1 WRU.
 * @returns the HMAC that the code must match; null when there is no valid code, or no try is left
 */
export async function countTry(identityKey: string, now: Date): Promise<string | null> {
  let mac: string | null = null;
  await conditionHeld(
    codeEntity()
      .patch({ identityKey })
      .add({ tries: 1 })
      .where((attr, op) => `${op.lt(attr.tries, TRIES)} AND ${op.gt(attr.expiresAt, epoch(now))}`)
      .go({ response: 'all_new' })
      .then(({ data }) => {
        mac = data.mac ?? null;
      }),
  );
  return mac;
}

/** Deletes a code. @returns true when it was still there: of concurrent callers, for one alone. 1 WRU. */
export const spendCode = (identityKey: string, mac: string): Promise<boolean> =>
  conditionHeld(
    codeEntity()
      .remove({ identityKey })
      .where((attr, op) => op.eq(attr.mac, mac))
      .go(),
  );
