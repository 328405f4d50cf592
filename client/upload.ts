import type { Client } from './client.ts';
import { type ClientClock, SYSTEM } from './clock.ts';
import { YouBetError } from './error.ts';
import { ConfirmUpload, GetMedia, PresignUpload } from './generated/routes.ts';
import type { Media, UploadTicket } from './generated/types.ts';
import type { Route } from './route.ts';

type Presigned = typeof PresignUpload extends Route<infer T> ? T['body'] : never;

/** A file of the device, and the place where it is shown. */
export type NewUpload = Omit<Presigned, 'bytes' | 'sha256' | 'uploadId'> & {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The SHA-256 of the bytes in lower-case hex. Left out, `crypto.subtle` takes it, which React Native does not have. */
  readonly sha256?: string;
};

export interface UploadOptions {
  /** Sends the bytes. */
  readonly fetch?: typeof fetch;
  /** Seconds to wait for the decision: 60 where left out, 0 for none. */
  readonly wait?: number;
  readonly clock?: ClientClock;
}

const SECOND = 1_000;
/** Addresses that are asked for. */
const MOST_TRIES = 3;
const PAUSE = { first: 500, longest: 4 * SECOND };
/** The answer to bytes that lie there already. */
const THERE = 412;

/**
 * Uploads a file: asks for an address, sends the bytes, and waits until the upload can be shown and attached.
 * @returns the upload: `ready`, `refused` with its `reason`, or still `processing` after the wait
 * @throws YouBetError for a refused address, and for bytes that did not arrive
 */
export async function upload(
  { call }: Pick<Client, 'call'>,
  { bytes, sha256, ...file }: NewUpload,
  { fetch: request = (...args) => fetch(...args), wait = 60, clock = SYSTEM }: UploadOptions = {},
): Promise<Media> {
  const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
  const body = { ...file, bytes: bytes.length, sha256: sha256 ?? (await hashOf(bytes)) };
  let uploadId: string | undefined;
  for (let tries = 1; ; tries++) {
    const ticket: UploadTicket = await call(PresignUpload, { body: { ...body, ...(uploadId !== undefined && { uploadId }) } });
    ({ uploadId } = ticket);
    const failure = await sent(request, ticket, bytes);
    if (!failure) break;
    if (tries === MOST_TRIES) throw failure;
    await pause(PAUSE.first * 2 ** tries);
  }
  let media = await call(ConfirmUpload, { body: { uploadId } });
  for (let waited = 0, ms = PAUSE.first; waited < wait * SECOND; waited += ms, ms = Math.min(PAUSE.longest, ms * 2)) {
    if (media.state === 'ready' || media.state === 'refused') break;
    await pause(ms);
    media = await call(GetMedia, { params: { mediaId: uploadId } });
  }
  return media;
}

/** Sends the bytes. @returns undefined once they lie there, else the error */
async function sent(
  request: typeof fetch,
  { url, headers }: UploadTicket,
  body: Uint8Array<ArrayBuffer>,
): Promise<YouBetError | undefined> {
  // The length is a header that fetch() sends by itself.
  const given = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-length'));
  try {
    const { ok, status } = await request(url, { method: 'PUT', headers: given, body });
    return ok || status === THERE ? undefined : new YouBetError('the bytes were refused', { code: 'BAD_REPLY', status });
  } catch (cause) {
    return new YouBetError('the bytes did not arrive', { code: 'NETWORK', cause });
  }
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
