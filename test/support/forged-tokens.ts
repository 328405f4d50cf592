import { createHash, createHmac, generateKeyPairSync, randomUUID, sign as signBytes } from 'node:crypto';
import { exportJWK, exportSPKI, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import type { Issuer } from '../../local/identity-provider/issuer.ts';

/** An issuer whose ID tokens are taken for one audience, and another issuer whose tokens are taken elsewhere. */
export interface Party {
  readonly issuer: Issuer;
  readonly audience: string;
  readonly other: Issuer;
  readonly otherAudience: string;
  /** The nonce that is expected. */
  readonly nonce: string;
  /** The present instant in epoch seconds. */
  readonly second: number;
  /** The claims of a good token, with changes. `undefined` leaves a claim out. */
  claims(changes?: Readonly<Record<string, unknown>>): JWTPayload;
}

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const publicJwk = ({ issuer }: Party) => issuer.keys().keys[0] ?? { kty: 'none' };
const publicPem = async (p: Party) => exportSPKI((await importJWK(publicJwk(p), 'RS256')) as Parameters<typeof exportSPKI>[0]);

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** A token of a key that is not the issuer's, whatever its header says. */
const byStranger = async (p: Party, header: object = {}, claims = p.claims()) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: publicJwk(p).kid, ...header }).sign(stranger.privateKey);
/** A token whose header and payload are written by hand, and signed by the stranger. */
const byHand = (header: unknown, payload: unknown): string => {
  const text = `${encoded(header)}.${encoded(payload)}`;
  return `${text}.${signBytes('sha256', Buffer.from(text), stranger.privateKey).toString('base64url')}`;
};
const hmac = (header: object, claims: object, secret: string): string => {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const parts = async (p: Party): Promise<[string, string, string]> =>
  (await p.issuer.sign(p.claims())).split('.') as [string, string, string];

export type Forgery = readonly [name: string, forge: (p: Party) => Promise<string> | string];
/** ID tokens that are none: each is refused, whoever the issuer is. */
export const FORGED: readonly Forgery[] = [
  ['signed by another key under the known key id', (p) => byStranger(p)],
  ['signed by another key under an unknown key id', (p) => byStranger(p, { kid: randomUUID() })],
  ['signed by another key without a key id', (p) => byStranger(p, { kid: undefined })],
  ['signed by the other provider', (p) => p.other.sign(p.claims())],
  ['of the other provider', (p) => p.other.sign(p.claims({ iss: p.other.url, aud: p.otherAudience }))],
  ['with the key in its header', async (p) => byStranger(p, { jwk: await exportJWK(stranger.publicKey) })],
  ['with the address of a key set in its header', (p) => byStranger(p, { jku: 'https://evil.example/keys' })],
  ['with the address of a certificate in its header', (p) => byStranger(p, { x5u: 'https://evil.example/cert' })],
  ['with a certificate in its header', (p) => byStranger(p, { x5c: ['MIIB'] })],
  ['with a key id that is a path', (p) => byStranger(p, { kid: '../../../../dev/null' })],
  ['with a key id that is a query', (p) => byStranger(p, { kid: "' OR 1=1 --" })],
  ['with an empty key id', (p) => byStranger(p, { kid: '' })],
  ['with a key id that is no text', (p) => byHand({ alg: 'RS256', kid: { $ne: null } }, p.claims())],
  ['with a key id of the prototype', (p) => byStranger(p, { kid: '__proto__' })],
  [
    'with a critical header that nobody knows',
    (p) => byHand({ alg: 'RS256', kid: publicJwk(p).kid, crit: ['x'], x: 1 }, p.claims()),
  ],
  ['whose payload is not encoded', (p) => byHand({ alg: 'RS256', kid: publicJwk(p).kid, b64: false, crit: ['b64'] }, p.claims())],
  ['without an algorithm', (p) => new UnsecuredJWT(p.claims()).encode()],
  ['of algorithm None', (p) => `${encoded({ alg: 'None', kid: publicJwk(p).kid })}.${encoded(p.claims())}.`],
  ['of algorithm nOnE with a signature', (p) => byHand({ alg: 'nOnE', kid: publicJwk(p).kid }, p.claims())],
  ['whose header names no algorithm', (p) => byHand({ kid: publicJwk(p).kid }, p.claims())],
  ['whose header is a list', (p) => byHand([], p.claims())],
  ['whose header is no JSON', (p) => byHand('no json', p.claims())],
  ['whose payload is no JSON', (p) => byHand({ alg: 'RS256', kid: publicJwk(p).kid }, 'no json')],
  [
    'of HS256 by the public key in PEM',
    async (p) => hmac({ alg: 'HS256', kid: publicJwk(p).kid }, p.claims(), await publicPem(p)),
  ],
  [
    'of HS256 by the public key as JSON',
    (p) => hmac({ alg: 'HS256', kid: publicJwk(p).kid }, p.claims(), JSON.stringify(publicJwk(p))),
  ],
  ['of HS256 by the modulus', (p) => hmac({ alg: 'HS256', kid: publicJwk(p).kid }, p.claims(), String(publicJwk(p).n))],
  ['of HS256 by an empty secret', (p) => hmac({ alg: 'HS256', kid: publicJwk(p).kid }, p.claims(), '')],
  ['of HS256 by our app', (p) => hmac({ alg: 'HS256' }, p.claims(), p.audience)],
  ['of ES256', (p) => new SignJWT(p.claims()).setProtectedHeader({ alg: 'ES256', kid: publicJwk(p).kid }).sign(curve.privateKey)],
  ['of PS256 by another key', (p) => byStranger(p, { alg: 'PS256' })],
  ['of RS384 by another key', (p) => byStranger(p, { alg: 'RS384' })],
  ['with an empty signature', async (p) => (await parts(p)).slice(0, 2).join('.').concat('.')],
  ['with a shortened signature', async (p) => (await p.issuer.sign(p.claims())).slice(0, -8)],
  ['with a longer signature', async (p) => `${await p.issuer.sign(p.claims())}AAAA`],
  [
    'with a changed signature',
    async (p) => (await parts(p)).map((part, i) => (i === 2 ? part.split('').reverse().join('') : part)).join('.'),
  ],
  [
    'with another payload',
    async (p) => (await parts(p)).map((part, i) => (i === 1 ? encoded(p.claims({ sub: 'sub-2' })) : part)).join('.'),
  ],
  [
    'with another header',
    async (p) =>
      (await parts(p))
        .map((part, i) => (i === 0 ? encoded({ alg: 'RS256', kid: publicJwk(p).kid, typ: 'at+jwt' }) : part))
        .join('.'),
  ],
  [
    'with the signature of another token',
    async (p) => [...(await parts(p)).slice(0, 2), (await p.issuer.sign(p.claims({ sub: 'sub-2' }))).split('.')[2]].join('.'),
  ],
  ['for another app', (p) => p.issuer.sign(p.claims({ aud: 'com.other.app' }))],
  ['for an app of the other provider', (p) => p.issuer.sign(p.claims({ aud: p.otherAudience }))],
  ['for an app whose id begins like ours', (p) => p.issuer.sign(p.claims({ aud: `${p.audience}.evil` }))],
  ['for an app in other letters', (p) => p.issuer.sign(p.claims({ aud: p.audience.toUpperCase() }))],
  ['for several apps', (p) => p.issuer.sign(p.claims({ aud: [p.audience, 'com.other.app'] }))],
  ['for a list with our app alone', (p) => p.issuer.sign(p.claims({ aud: [p.audience] }))],
  ['for nobody', (p) => p.issuer.sign(p.claims({ aud: undefined }))],
  ['for an empty list', (p) => p.issuer.sign(p.claims({ aud: [] }))],
  ['of another issuer', (p) => p.issuer.sign(p.claims({ iss: 'https://accounts.evil.example' }))],
  ['of an issuer that begins like the right one', (p) => p.issuer.sign(p.claims({ iss: `${p.issuer.url}.evil.example` }))],
  ['of an issuer with a slash more', (p) => p.issuer.sign(p.claims({ iss: `${p.issuer.url}/` }))],
  ['of no issuer', (p) => p.issuer.sign(p.claims({ iss: undefined }))],
  ['of a list of issuers', (p) => p.issuer.sign(p.claims({ iss: [p.issuer.url] }))],
  ['with another nonce', (p) => p.issuer.sign(p.claims({ nonce: `${p.nonce}x` }))],
  ['without a nonce', (p) => p.issuer.sign(p.claims({ nonce: undefined }))],
  ['with an empty nonce', (p) => p.issuer.sign(p.claims({ nonce: '' }))],
  ['with the beginning of the nonce', (p) => p.issuer.sign(p.claims({ nonce: p.nonce.slice(0, -1) }))],
  [
    'with the SHA-256 of another nonce',
    (p) => p.issuer.sign(p.claims({ nonce: createHash('sha256').update('x').digest('hex') })),
  ],
  ['with the SHA-1 of the nonce', (p) => p.issuer.sign(p.claims({ nonce: createHash('sha1').update(p.nonce).digest('hex') }))],
  ['with a list for a nonce', (p) => p.issuer.sign(p.claims({ nonce: [p.nonce] }))],
  ['that has expired', (p) => p.issuer.sign(p.claims({ iat: p.second - 600, exp: p.second - 31 }))],
  ['that has no end', (p) => p.issuer.sign(p.claims({ exp: undefined }))],
  ['whose end is a text', (p) => p.issuer.sign(p.claims({ exp: String(p.second + 3_600) }))],
  ['that was issued long ago', (p) => p.issuer.sign(p.claims({ iat: p.second - 931 }))],
  ['that is issued in the future', (p) => p.issuer.sign(p.claims({ iat: p.second + 31 }))],
  ['that was issued at no time', (p) => p.issuer.sign(p.claims({ iat: undefined }))],
  ['whose time of issue is a text', (p) => p.issuer.sign(p.claims({ iat: String(p.second) }))],
  ['that is not good yet', (p) => p.issuer.sign(p.claims({ nbf: p.second + 31 }))],
  ['of nobody', (p) => p.issuer.sign(p.claims({ sub: undefined }))],
  ['of an empty subject', (p) => p.issuer.sign(p.claims({ sub: '' }))],
  ['of a subject that is a number', (p) => p.issuer.sign(p.claims({ sub: 1 }))],
  ['of a subject that is too long', (p) => p.issuer.sign(p.claims({ sub: 'x'.repeat(256) }))],
  ['whose e-mail address is a list', (p) => p.issuer.sign(p.claims({ email: ['ann@gmail.com'] }))],
  ['whose truth is neither', (p) => p.issuer.sign(p.claims({ email_verified: 'TRUE' }))],
];
