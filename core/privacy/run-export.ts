import { exportedObjects, openObject } from '#core/media';
import { tellExport } from '#core/notifications';
import { transact } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { exportsBucket } from './buckets.ts';
import { exportOf, readyPart } from './export-job.store.ts';
import { rowsIn, SchemaOfRows } from './export-rows.ts';
import { exportKey } from './export-rules.ts';
import type { PersonalDomain } from './personal-domain.ts';
import { taskDonePart } from './task.store.ts';
import { uploadStream } from './upload-stream.ts';
import { type ArchiveEntry, writeArchives } from './write-archives.ts';

/** Bytes after which the next file begins. */
const FILE_BYTES = 1_000_000_000;

const ABOUT = `Everything that YouBet keeps about you.

<domain>/<list>.ndjson          one row to a line, as JSON
<domain>/<list>.schema.json     the fields of these rows, as a JSON Schema
media/                          what you have uploaded, as it is stored

Words of other people are not yours, and are not here. Instants are in UTC; amounts of picks are millionths of a unit.
`;

/** Writes the files of an export that waits, a stream from the table to S3, and tells the person. A repeat writes the same objects again. */
export async function runExport(userId: UserId, domains: readonly PersonalDomain[], now: Date): Promise<void> {
  const task = { userId, task: 'export' } as const;
  const job = await exportOf(userId);
  if (job?.state !== 'waiting') {
    await transact({ task: taskDonePart(task) });
    return;
  }
  const sizes = await writeArchives(
    entriesOf(userId, domains),
    (stream, number) => uploadStream({ bucket: exportsBucket(), key: exportKey(job, number) }, stream),
    FILE_BYTES,
  );
  // The last of it, so that a stop before it repeats both.
  await tellExport(userId, job.jobId);
  await transact({ job: readyPart(job, sizes, now), task: taskDonePart(task) });
}

/** Every file of an export in order: the rows of each domain, each list followed by its schema, then the media. */
async function* entriesOf(userId: UserId, domains: readonly PersonalDomain[]): AsyncGenerator<ArchiveEntry> {
  yield { path: 'about.txt', chunks: [ABOUT] };
  for (const domain of domains) {
    if (!domain.export) continue;
    for (const [list, value] of Object.entries(await domain.export(userId))) {
      const schema = new SchemaOfRows(`${domain.name}/${list}`);
      yield { path: `${domain.name}/${list}.ndjson`, chunks: schema.linesOf(rowsIn(value)) };
      yield { path: `${domain.name}/${list}.schema.json`, chunks: schema.text() };
    }
  }
  for await (const { name, ...object } of exportedObjects(userId)) {
    const bytes = await openObject(object);
    if (bytes) yield { path: `media/${name}`, chunks: bytes };
  }
}
