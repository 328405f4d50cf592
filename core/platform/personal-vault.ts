import { DecryptCommand } from '@aws-sdk/client-kms';
import { openText, sealText } from './aes.ts';
import { env } from './env.ts';
import { injectable } from './injectable.ts';
import { keepKey, keptKey } from './kept-keys.ts';
import { kms } from './kms.ts';
import { vault } from './vault.ts';

/** A person, and their data key as KMS has wrapped it. Absent for an account from before there were data keys. */
export interface KeyOwner {
  readonly userId: string;
  readonly dataKey?: string | undefined;
}

/** Seals and opens the texts of one person. */
export interface PersonalVault {
  /** `k.` and AES-256-GCM by the person's data key in base64url. Without a data key the vault of the deployment seals. */
  seal(text: string): string;
  /** Opens what either has sealed. @throws for a text of another person */
  open(sealed: string): string;
}

/** Unwraps data keys. KMS unwraps a key for the user that it was made for, and for no other. */
export interface KeyOpener {
  unwrap(wrapped: string, userId: string): Promise<Buffer>;
}

/** This deployment's key in KMS. A call costs $0.000003. */
export const keyOpener = injectable(
  (): KeyOpener => ({
    async unwrap(wrapped, userId) {
      const { Plaintext } = await kms().send(
        new DecryptCommand({
          KeyId: env('ADDRESS_KEY_ID'),
          CiphertextBlob: Buffer.from(wrapped, 'base64'),
          EncryptionContext: { userId },
        }),
      );
      if (!Plaintext) throw new Error('KMS opened no data key');
      return Buffer.from(Plaintext);
    },
  }),
);

/** The vault of a person. One call of KMS, unless this process has opened their data key before. @throws for a data key of another person */
export async function personalVault({ userId, dataKey }: KeyOwner): Promise<PersonalVault> {
  const [keys, key] = await Promise.all([vault(), dataKey === undefined ? null : opened(userId, dataKey)]);
  return {
    seal: (text) => (key ? `${BY_DATA_KEY}${sealText(key, text, userId)}` : keys.seal('address', text, userId)),
    open(sealed) {
      if (!isByDataKey(sealed)) return keys.open('address', sealed, userId);
      if (!key) throw new Error('there is no data key for this text');
      return openText(key, sealed.slice(BY_DATA_KEY.length), userId);
    },
  };
}

const BY_DATA_KEY = 'k.';
/** True for a text that a data key has sealed. */
export const isByDataKey = (sealed: string): boolean => sealed.startsWith(BY_DATA_KEY);

async function opened(userId: string, dataKey: string): Promise<Buffer> {
  const known = keptKey(userId, dataKey);
  if (known) return known;
  const key = await keyOpener().unwrap(dataKey, userId);
  keepKey(userId, dataKey, key);
  return key;
}
