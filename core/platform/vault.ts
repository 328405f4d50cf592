import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { env } from './env.ts';
import { injectable } from './injectable.ts';

/** The purpose of a key. Each purpose has its own key from the one secret, so that a leaked key reveals nothing of another. */
export type Purpose =
  | 'identity' // the lookup key of an address
  | 'code' // the code of an attempt
  | 'refresh' // the MAC in a refresh token
  | 'address' // an address at rest
  | 'message' // an address and its code in the codes queue
  | 'session'; // Cognito's own refresh token at rest

export interface Vault {
  /** HMAC-SHA256, 32 bytes. Without the secret, nobody can find the text by trying candidates against the table. */
  mac(purpose: Purpose, text: string): Buffer;
  /** AES-256-GCM, base64url. `about` names the owner of the text; sealed text that is moved to another owner does not open. */
  seal(purpose: Purpose, text: string, about: string): string;
  /** @throws when the text was not sealed with this secret, for this purpose and this `about` */
  open(purpose: Purpose, sealed: string, about: string): string;
}

const IV = 12;
const TAG = 16;

/** A vault over a secret in memory. */
export function vaultOf(secret: string): Vault {
  const keys = new Map<string, Buffer>();
  const keyFor = (use: string): Buffer => {
    const known = keys.get(use) ?? Buffer.from(hkdfSync('sha256', secret, 'youbet', use, 32));
    keys.set(use, known);
    return known;
  };
  return {
    mac: (purpose, text) =>
      createHmac('sha256', keyFor(`mac ${purpose}`))
        .update(text)
        .digest(),
    seal(purpose, text, about) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), iv).setAAD(Buffer.from(about));
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(purpose, sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), bytes.subarray(0, IV), { authTagLength: TAG })
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(-TAG));
      return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]).toString('utf8');
    },
  };
}

/** This deployment's vault. A process reads its secret once. It rejects when the secret cannot be read; the next call tries again. */
export const vault = injectable(
  (): Promise<Vault> =>
    load().catch((error) => {
      vault.inject(undefined);
      throw error;
    }),
);

async function load(): Promise<Vault> {
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: env('IDENTITY_SECRET_ID') }),
  );
  if (SecretString === undefined || SecretString.length < 32) throw new Error('the identity secret is missing or too short');
  return vaultOf(SecretString);
}
