import { createHash } from 'node:crypto';
import { exportedObjects, openObject } from '#core/media';
import type { UserId } from '#schemas/common';
import type { StoredExport } from './export-job.entity.ts';
import { rowsIn, SchemaOfRows } from './export-rows.ts';
import type { PersonalDomain } from './personal-domain.ts';
import type { FileEnd, ListEntry, ObjectEntry } from './write-archives.ts';

const ABOUT = `Everything that YouBet keeps about you.

<domain>/<list>.ndjson          one row to a line, as JSON
<domain>/<list>.schema.json     the fields of these rows, as a JSON Schema
<domain>/<list>-<n>.ndjson      more rows of a list that the file before has no room for
uploads/                        what you have uploaded, as it is stored

Words of other people are not yours, and are not here. Instants are in UTC; amounts of picks are millionths of a unit. A row that changed
while the files were written may stand there twice.
`;
const UPLOADS = 'uploads/';

/** The end of a file, as it is stored. */
type StoredEnd = NonNullable<StoredExport['fileEnd']>;
const digestOf = (line: string): string => createHash('sha256').update(line).digest('base64url');
export const storedEnd = ({ name, line }: FileEnd): StoredEnd => ({ name, ...(line !== null && { digest: digestOf(line) }) });

/**
 * Every entry of an export in order: the rows of each domain, then the uploads. Nothing is read before it is its turn.
 * @param end goes on after the end of a file. Where the list or the line is gone by now, it begins again before it, so that nothing is left out.
 */
export async function* entriesOf(
  userId: UserId,
  domains: readonly PersonalDomain[],
  end: StoredEnd | undefined,
): AsyncGenerator<ListEntry | ObjectEntry> {
  if (!end) yield { name: 'about.txt', bytes: ABOUT.length, chunks: [ABOUT] };
  if (!end?.name.startsWith(UPLOADS)) {
    const begun = domains.findIndex(({ name }) => end?.name.startsWith(`${name}/`));
    for (const domain of domains.slice(Math.max(0, begun))) yield* listsOf(userId, domain, end);
  }
  yield* uploadsOf(userId, end);
}

async function* listsOf(userId: UserId, domain: PersonalDomain, end: StoredEnd | undefined): AsyncGenerator<ListEntry> {
  const lists = Object.entries((await domain.export?.(userId)) ?? {});
  const named = lists.map(([list, value]) => ({ list, value, name: `${domain.name}/${list}` }));
  const begun = named.findIndex(({ name }) => name === end?.name);
  const digest = begun < 0 ? undefined : end?.digest;
  for (const { list, value, name } of named.slice(digest === undefined ? begun + 1 : begun)) {
    const schema = new SchemaOfRows(name);
    const again = async () => Object.entries((await domain.export?.(userId)) ?? {}).find(([other]) => other === list)?.[1];
    const isRest = digest !== undefined && name === end?.name;
    const lines = schema.linesOf(rowsIn(value));
    yield {
      name,
      isRest,
      lines: isRest ? linesAfter(digest, lines, async () => schema.linesOf(rowsIn(await again()))) : lines,
      schema: () => schema.text(),
    };
  }
}

/** The lines after one of them; all lines, read again, where it is not among them. */
async function* linesAfter(
  digest: string,
  lines: AsyncIterable<string>,
  again: () => Promise<AsyncIterable<string>>,
): AsyncGenerator<string> {
  let isFound = false;
  for await (const line of lines) {
    if (isFound) yield line;
    else isFound = digestOf(line) === digest;
  }
  if (!isFound) yield* await again();
}

/** Uploads come by their ids, with which their names begin. */
async function* uploadsOf(userId: UserId, end: StoredEnd | undefined): AsyncGenerator<ObjectEntry> {
  for await (const { name: id, ...object } of exportedObjects(userId)) {
    const name = `${UPLOADS}${id}`;
    if (end?.name.startsWith(UPLOADS) && name <= end.name) continue;
    const opened = await openObject(object);
    if (!opened) continue;
    try {
      yield { name, bytes: opened.bytes, chunks: opened.body };
    } finally {
      opened.body.destroy();
    }
  }
}
