import { randomBytes } from 'node:crypto';
import { openText, sealText } from '../../core/platform/aes.ts';
import { keyMaker } from '../../core/platform/new-data-key.ts';
import { keyOpener } from '../../core/platform/personal-vault.ts';

/** Characters that make a wrapped key as long as one of KMS, 184 bytes: it counts in the size of a user's row. */
const LENGTH = 156;

/** Puts a key in memory in the place of KMS. @returns the number of calls that unwrapped a key */
export function useMemoryKeys(): () => number {
  const master = randomBytes(32);
  let unwrapped = 0;
  keyMaker.inject({
    async make(userId) {
      const key = randomBytes(32);
      return { wrapped: sealText(master, key.toString('base64').padEnd(LENGTH), userId), key };
    },
  });
  keyOpener.inject({
    async unwrap(wrapped, userId) {
      unwrapped++;
      return Buffer.from(openText(master, wrapped, userId), 'base64');
    },
  });
  return () => unwrapped;
}
