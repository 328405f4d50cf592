import { GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { env } from './env.ts';
import { injectable } from './injectable.ts';
import { keepKey } from './kept-keys.ts';
import { kms } from './kms.ts';

/** Makes data keys for one user each. */
export interface KeyMaker {
  make(userId: string): Promise<{ readonly wrapped: string; readonly key: Buffer }>;
}

/** This deployment's key in KMS. A call costs $0.000003. */
export const keyMaker = injectable(
  (): KeyMaker => ({
    async make(userId) {
      const { Plaintext, CiphertextBlob } = await kms().send(
        new GenerateDataKeyCommand({ KeyId: env('ADDRESS_KEY_ID'), KeySpec: 'AES_256', EncryptionContext: { userId } }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS made no data key');
      return { wrapped: Buffer.from(CiphertextBlob).toString('base64'), key: Buffer.from(Plaintext) };
    },
  }),
);

/** Makes the data key of a new person. One call of KMS. @returns it as the person's row keeps it */
export async function newDataKey(userId: string): Promise<string> {
  const { wrapped, key } = await keyMaker().make(userId);
  keepKey(userId, wrapped, key);
  return wrapped;
}
