import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';

/** A person's account at a provider, as its ID token names it. */
export interface ProviderAccount {
  readonly sub: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  /** Google's claim `hd`. */
  readonly hostedDomain?: string;
}

/** An identity provider on this machine: it signs ID tokens as Google and Apple do, and publishes its keys. */
export interface Issuer {
  readonly url: string;
  /** The public keys. */
  keys(): JSONWebKeySet;
  /** Signs claims as they are, with the newest key. */
  sign(claims: JWTPayload): Promise<string>;
  /** The ID token of somebody who signs in just now. */
  idToken(
    account: ProviderAccount,
    to: { readonly audience: string; readonly nonce?: string | undefined },
    now?: Date,
  ): Promise<string>;
  /** Adds a key, which signs from now on; that of before stays published. */
  rotate(): Promise<void>;
}

/** Seconds for which an ID token is good. */
const LIFE = 3_600;

/** @param url what its tokens name as `iss` */
export async function newIssuer(url: string): Promise<Issuer> {
  const published: JSONWebKeySet['keys'] = [];
  const made = async () => {
    const kid = randomUUID();
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    published.push({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' });
    return { kid, privateKey };
  };
  let newest = await made();
  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: newest.kid }).sign(newest.privateKey);
  return {
    url,
    keys: () => ({ keys: [...published] }),
    sign,
    idToken({ sub, email, emailVerified, hostedDomain }, { audience, nonce }, now = new Date()) {
      const iat = Math.floor(now.getTime() / 1000);
      // Apple gives the truth of an e-mail address as a text, and so does Cognito's emulator want it.
      const verified = emailVerified === undefined ? {} : { email_verified: String(emailVerified) };
      const more = { ...(email && { email }), ...verified, ...(hostedDomain && { hd: hostedDomain }), ...(nonce && { nonce }) };
      return sign({ iss: url, aud: audience, sub, iat, exp: iat + LIFE, ...more });
    },
    async rotate() {
      newest = await made();
    },
  };
}
