import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import { codeEntity } from './code.entity.ts';

/** Seconds that a code is good for, and how often it may be tried, the right try included. */
export const CODE_LIFE = 600;
const TRIES = 5;

/** Takes the place of any earlier code. 1 WRU. */
export async function putCode(identityKey: string, mac: string, now: Date): Promise<void> {
  await codeEntity()
    .put({ identityKey, mac, tries: 0, expiresAt: epoch(now) + CODE_LIFE })
    .go();
}

/**
 * Counts a try before anything is compared, so that no number of tries at once gets past the bound. 1 WRU.
 * @returns what the code must match; null when there is none, or no try is left
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

/** @returns whether this code was still there to be spent: of many at once, one. 1 WRU. */
export const spendCode = (identityKey: string, mac: string): Promise<boolean> =>
  conditionHeld(
    codeEntity()
      .remove({ identityKey })
      .where((attr, op) => op.eq(attr.mac, mac))
      .go(),
  );
