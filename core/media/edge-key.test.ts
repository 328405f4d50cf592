import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const SecretString = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const proof = { userId: 'ann', pickId: 'p', place: 2 };
const at = (text: string) => new Date(`2026-11-28T${text}Z`);
let reads = 0;
/** A process reads the key once: each test begins as a new one. */
async function started(answer: () => object) {
  vi.resetModules();
  const { edgeKey, loadEdgeKey, secrets } = await import('./edge-key.ts');
  const { proofUrls } = await import('./media-urls.ts');
  const answers = (to: () => object) =>
    secrets.inject({
      async send() {
        reads += 1;
        return to();
      },
    } as never);
  answers(answer);
  return { edgeKey, loadEdgeKey, proofUrls, answers };
}

beforeEach(() => {
  reads = 0;
  process.env.EDGE = JSON.stringify({ url: 'https://edge.example', keyId: 'K1', secretId: 'key' });
  Object.assign(process.env, { STORAGE: '{"url":"https://s3.example","pathStyle":true}', PROOF_BUCKET: 'proofs' });
});
afterEach(() => {
  process.env.EDGE = 'none';
});

it('signs all sizes of a proof by one signature, which stays for five minutes and opens for ten at most', async () => {
  const { loadEdgeKey, proofUrls } = await started(() => ({ SecretString }));
  await loadEdgeKey();
  await loadEdgeKey();
  expect(reads).toBe(1);
  const urls = proofUrls(proof, at('12:04:59.000'));
  const addresses = [urls[96], urls[256], urls[1024], urls.full, urls.jpeg ?? ''];
  expect(addresses.map((url) => url.split('?')[0])).toEqual(
    ['96.webp', '256.webp', '1024.webp', 'webp', 'jpg'].map((end) => `https://edge.example/betting-slips/ann/p/proof-2.${end}`),
  );
  expect(new Set(addresses.map((url) => url.split('?')[1])).size).toBe(1);
  expect(urls.expiresAt).toBe('2026-11-28T12:10:00.000Z');
  expect(proofUrls(proof, at('12:00:00.000')).expiresAt).toBe(urls.expiresAt);
  expect(proofUrls(proof, at('12:05:00.000')).expiresAt).toBe('2026-11-28T12:15:00.000Z');
});

it('falls back to addresses of S3 while the key cannot be read, and asks again', async () => {
  const { edgeKey, loadEdgeKey, proofUrls, answers } = await started(() => {
    throw new Error('no');
  });
  await loadEdgeKey();
  expect(edgeKey()).toBeNull();
  expect(proofUrls(proof, at('12:00:00.000')).full).toContain('https://s3.example/proofs/betting-slips/ann/p/proof-2.webp?');
  answers(() => ({ SecretString }));
  await loadEdgeKey();
  expect(proofUrls(proof, at('12:00:00.000')).full).toContain('https://edge.example/');
});
