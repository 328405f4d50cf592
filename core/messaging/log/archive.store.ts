import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { bytesOf, deleteObject, putObject } from '#core/media';
import { env } from '#platform/env';
import type { BlockArchive, StoredEntry } from './log-entry.entity.ts';

type ArchivedObject = NonNullable<BlockArchive['object']>;

const [compress, expand] = [promisify(gzip), promisify(gunzip)];
const nameOf = (key: string) => ({ bucket: env('ARCHIVE_BUCKET'), key });
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The key of a new object of a block: by the month of its first entry. No key is used twice. */
export const archiveKey = ({ at, conversationId, block }: StoredEntry, id: string): string =>
  `logs/${at.slice(0, 7)}/${conversationId}/${block}-${id}.ndjson.gz`;

/** Entries as an object holds them: a line of JSON each, compressed. */
export async function packed(entries: readonly StoredEntry[]): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
  const bytes = await compress(Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')));
  return { bytes, sha256: hashOf(bytes) };
}

export const writeObject = async (key: string, bytes: Buffer): Promise<void> => {
  await putObject({ ...nameOf(key), bytes, contentType: 'application/gzip', unserved: true });
};

/** The entries of an object, in rising order; null where there is none. @throws when its bytes are not those that were written */
export async function readObject({ key, sha256 }: ArchivedObject): Promise<StoredEntry[] | null> {
  const bytes = await bytesOf(nameOf(key));
  if (!bytes) return null;
  if (hashOf(bytes) !== sha256) throw new Error(`${key} is not what was archived`);
  const lines = (await expand(bytes)).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as StoredEntry);
}

/** Deletes objects; one that is not there is no error. */
export const deleteObjects = async (keys: readonly string[]): Promise<void> => {
  await Promise.all(keys.map((key) => deleteObject(nameOf(key))));
};
