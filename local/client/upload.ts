import { createHash } from 'node:crypto';
import { ConfirmUpload, GetMedia, type MediaPurpose, type MediaView, PresignUpload } from '../../schemas/media.ts';
import type { connect } from './client.ts';
import type { Person } from './people.ts';
import { until } from './until.ts';

/** Uploads a PNG as a phone does, and waits until it is ready or refused. */
export async function upload(
  { call }: Pick<ReturnType<typeof connect>, 'call'>,
  as: Person,
  bytes: Buffer,
  purpose: MediaPurpose,
): Promise<MediaView> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const body = { purpose, contentType: 'image/png' as const, bytes: bytes.length, sha256 };
  const { url, headers, uploadId } = await call(PresignUpload, { as, body });
  // The length is a header that fetch() sends by itself.
  const { 'content-length': _, ...given } = headers;
  const { status } = await fetch(url, { method: 'PUT', headers: given, body: new Uint8Array(bytes) });
  if (status !== 200) throw new Error(`the upload was answered with ${status}`);
  await call(ConfirmUpload, { as, body: { uploadId } });
  return until('an upload to be decided', async () => {
    const media = await call(GetMedia, { as, params: { mediaId: uploadId } });
    return media.state === 'ready' || media.state === 'refused' ? media : undefined;
  });
}
