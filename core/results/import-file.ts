import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { isAbsent, s3 } from '#core/media';
import { DomainError } from '#errors';
import { env } from '#platform/env';
import { count } from '#platform/log';
import { Handle } from '#schemas/common';
import { type ImportedResults, importResults } from './import-results.ts';
import { importingAdmin } from './importing-admin.ts';
import { MOST_BYTES, RESULT_FORMATS, type ResultFormat } from './result-file.ts';

/** The prefix of the files to take, and that of the reports on them. */
const [INCOMING, REPORTS] = ['incoming/', 'reports/'] as const;

/** A file that arrived in the bucket of results (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html), as far as it is read. */
export const ResultFileArrival = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({ object: z.object({ key: z.string().startsWith(INCOMING) }) }),
});
export type ResultFileArrival = z.infer<typeof ResultFileArrival>;

/** `incoming/<handle>/<name>.csv`. Whoever may write below the prefix of an admin states results as this admin. */
const NAME = new RegExp(`^${INCOMING}(?<admin>[^/]+)/[\\w.-]{1,100}\\.(?<format>${RESULT_FORMATS.join('|')})$`);

const nameOf = (key: string): { admin: string; format: ResultFormat } => {
  const { admin, format } = NAME.exec(key)?.groups ?? {};
  const handle = Handle.safeParse(admin);
  if (!handle.success)
    throw new DomainError('INVALID_INPUT', 'The name of a file is incoming/<handle of an admin>/<name>.csv or .ndjson.');
  return { admin: handle.data, format: format as ResultFormat };
};

/**
 * Takes a file of results from the bucket and writes a report under its name: the counts, and each row that was left out. The message
 * may come twice or late: a decision or a claim that came after the file was written is not undone by it.
 * @throws whatever keeps S3 or the table from answering; a file that cannot be taken at all has that in its report
 */
export async function importFile({ detail }: ResultFileArrival, now: Date): Promise<void> {
  const { key } = detail.object;
  // The console makes such an object for a folder.
  if (key.endsWith('/')) return;
  const report = await taken(key, now);
  if (report === null) return;
  if (report.refused > 0) count('results.refused', report.refused);
  const body = { file: key, takenAt: now.toISOString(), ...report, problems: report.problems.split('\n').filter(Boolean) };
  await s3().send(
    new PutObjectCommand({
      Bucket: env('RESULTS_BUCKET'),
      // Room for the ending in a name of at most 1,024 bytes.
      Key: `${REPORTS}${Buffer.from(key).subarray(INCOMING.length, 900)}.json`,
      Body: Buffer.from(`${JSON.stringify(body, null, 2)}\n`),
      ContentType: 'application/json',
    }),
  );
}

/** @returns null where the file is gone */
async function taken(key: string, now: Date): Promise<ImportedResults | null> {
  try {
    const { admin, format } = nameOf(key);
    const actor = await importingAdmin(admin, now);
    const found = await fileAt(key);
    return found && (await importResults(actor, { format, file: found.text, knownAt: found.writtenAt }, now));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { recorded: 0, confirmed: 0, unchanged: 0, refused: 1, problems: error.message };
  }
}

/** @throws INVALID_INPUT for more bytes than a file may have, of which none is read */
async function fileAt(key: string): Promise<{ readonly text: string; readonly writtenAt: Date } | null> {
  try {
    const {
      Body,
      ContentLength = 0,
      LastModified,
    } = await s3().send(new GetObjectCommand({ Bucket: env('RESULTS_BUCKET'), Key: key }));
    if (!Body || !LastModified) throw new Error('S3 sent no object');
    if (ContentLength > MOST_BYTES) {
      (Body as { destroy?: () => void }).destroy?.();
      throw new DomainError('INVALID_INPUT', `A file has at most ${MOST_BYTES} bytes, and this one has ${ContentLength}.`);
    }
    return { text: await Body.transformToString(), writtenAt: LastModified };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
