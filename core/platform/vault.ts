import { createHmac, hkdfSync } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openText, sealText } from './aes.ts';
import { env } from './env.ts';
import { injectable } from './injectable.ts';

/** The purpose of a key. Each purpose has its own key from the one secret, so that a leaked key reveals nothing of another. */
export type Purpose =
  | 'identity' // the lookup key of an address
  | 'handle' // the lookup key of the handle of an erased account
  | 'code' // the code of an attempt
  | 'refresh' // the MAC in a refresh token
  | 'address' // an address that awaits its registration, at rest
  | 'message' // an address and its code in the codes queue
  | 'session' // Cognito's own refresh token at rest
  | 'socket' // a socket ticket, which its client holds
  | 'appeal' // the proof of a banned person that the account is theirs
  | 'deletion' // the proof of a person who has asked to be erased that the account is theirs
  | 'subject' // the name of a person at an identity provider, at rest
  | 'apple' // Apple's refresh token at rest
  | 'nonce' // the MAC in a nonce
  | 'hosted' // what a sign-in in a browser waits with: our PKCE verifier, then the person
  | 'undo' // the change in the link by which it is undone
  | 'click' // a link to a sportsbook
  | 'unsubscribe'; // the user in the link by which their mails end

/**
 * Keys from one or more secrets, which are numbered from 1. Whatever is sealed or keyed names the number of its secret, so a further secret
 * can be added, and what the earlier ones have sealed still opens.
 */
export interface Vault {
  /** The secret that new texts are sealed and keyed with. */
  readonly newest: number;
  /** The secret that addresses are looked up with: another one would find none of them. */
  readonly oldest: number;
  /** True for the number of one of the secrets. */
  has(version: number): boolean;
  /** HMAC-SHA256, 32 bytes. Without the secret, nobody can find the text by trying candidates against the table. @throws for no such secret */
  mac(purpose: Purpose, text: string, version: number): Buffer;
  /**
   * `<version>.` and AES-256-GCM in base64url. `about` names the owner of the text; sealed text that is moved to another owner does not open.
   */
  seal(purpose: Purpose, text: string, about: string): string;
  /** @throws when the text was not sealed with a secret of ours, for this purpose and this `about` */
  open(purpose: Purpose, sealed: string, about: string): string;
}

/** The secrets of a vault by their numbers, and the one that new texts are sealed with: by default that of the greatest number. */
interface Secrets {
  readonly byVersion: ReadonlyMap<number, string>;
  readonly newest: number;
}

/** A vault over secrets in memory. @param secret one secret, or secretsOf() */
export function vaultOf(secret: string | Secrets): Vault {
  const { byVersion, newest } = typeof secret === 'string' ? secretsOf(secret) : secret;
  const keys = new Map<string, Buffer>();
  const keyFor = (version: number, use: string): Buffer => {
    const of = byVersion.get(version);
    if (of === undefined) throw new Error(`there is no secret ${version}`);
    const name = `${version} ${use}`;
    const known = keys.get(name) ?? Buffer.from(hkdfSync('sha256', of, 'youbet', use, 32));
    keys.set(name, known);
    return known;
  };
  return {
    newest,
    oldest: Math.min(...byVersion.keys()),
    has: (version) => byVersion.has(version),
    mac: (purpose, text, version) =>
      createHmac('sha256', keyFor(version, `mac ${purpose}`))
        .update(text)
        .digest(),
    seal: (purpose, text, about) => `${newest}.${sealText(keyFor(newest, `seal ${purpose}`), text, about)}`,
    open(purpose, sealed, about) {
      const [version = '', text = ''] = sealed.split('.');
      return openText(keyFor(Number(version), `seal ${purpose}`), text, about);
    },
  };
}

const SHORTEST = 32;

/**
 * Reads the secret of a deployment: one text, which is number 1, or JSON such as `{"1": "...", "2": "...", "newest": 1}`.
 * @throws for a secret that is too short, and for a newest one that is not there
 */
export function secretsOf(text: string): Secrets {
  const { newest, ...numbered }: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : { 1: text };
  const byVersion = new Map(Object.entries(numbered).map(([version, secret]) => [Number(version), String(secret)]));
  const chosen = newest === undefined ? Math.max(...byVersion.keys()) : Number(newest);
  const isWhole = [...byVersion].every(
    ([version, secret]) => Number.isInteger(version) && version > 0 && secret.length >= SHORTEST,
  );
  if (!isWhole || !byVersion.has(chosen)) throw new Error('the identity secret is missing, too short, or not numbered');
  return { byVersion, newest: chosen };
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
  return vaultOf(secretsOf(SecretString ?? ''));
}
