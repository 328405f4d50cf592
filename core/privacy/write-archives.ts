import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import yazl from 'yazl';

/** A file in an archive. Its chunks are read when it is its turn. */
export interface ArchiveEntry {
  readonly path: string;
  readonly chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

/** Takes an archive as it is written. @returns its bytes */
type Upload = (stream: AsyncIterable<Buffer>, number: number) => Promise<number>;

/**
 * Writes entries into ZIP files one after the other, and keeps no entry in memory. The next file begins once the entries of one have `most` bytes.
 * @returns the bytes of each file
 */
export async function writeArchives(entries: AsyncIterable<ArchiveEntry>, upload: Upload, most: number): Promise<number[]> {
  const sizes: number[] = [];
  let archive: Archive | null = null;
  for await (const entry of entries) {
    archive ??= new Archive(upload, sizes.length + 1);
    await archive.add(entry);
    if (archive.bytes < most) continue;
    sizes.push(await archive.end());
    archive = null;
  }
  return archive ? [...sizes, await archive.end()] : sizes;
}

class Archive {
  /** Of its entries, before they are compressed. */
  bytes = 0;
  readonly #zip = new yazl.ZipFile();
  readonly #uploaded: Promise<number>;

  constructor(upload: Upload, number: number) {
    this.#uploaded = upload(this.#zip.outputStream as AsyncIterable<Buffer>, number);
    // The failure is met where the next entry or the end waits for it.
    this.#uploaded.catch(() => {});
  }

  async *#counted(chunks: ArchiveEntry['chunks']): AsyncGenerator<string | Uint8Array> {
    for await (const chunk of chunks) {
      this.bytes += Buffer.byteLength(chunk);
      yield chunk;
    }
  }

  /** @throws when the entry cannot be read, or the upload has failed */
  async add({ path, chunks }: ArchiveEntry): Promise<void> {
    const stream = Readable.from(this.#counted(chunks), { objectMode: false });
    const read = finished(stream);
    this.#zip.addReadStream(stream, path, { mtime: new Date(0) });
    await Promise.race([read, this.#uploaded]);
  }

  end(): Promise<number> {
    this.#zip.end();
    return this.#uploaded;
  }
}
