import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import yazl from 'yazl';

/** A list of rows, one to a line. A file without room for the rest ends between two lines, and the next one goes on. */
export interface ListEntry {
  readonly name: string;
  readonly lines: AsyncIterable<string>;
  /** The schema of the lines that were read so far. Each file that has a part of the list has it too. */
  readonly schema: () => string;
  /** True for the rest of a list that an earlier run began. */
  readonly isRest: boolean;
}

type Chunks = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** An object that one file has whole. Its chunks are read when it is its turn. */
export interface ObjectEntry {
  readonly name: string;
  readonly bytes: number;
  readonly chunks: Chunks;
}

/** The last thing in a file: a list up to this line, or all of an entry where `line` is null. */
export interface FileEnd {
  readonly name: string;
  readonly line: string | null;
}

export interface Archiving {
  /** The number of the first file. */
  readonly first: number;
  /** The most bytes of lines and objects in one file, before they are compressed. A line or an object that is larger has a file of its own. */
  readonly most: number;
  /** True when this run has no time left. A file ends then as if it were full, with one line or object in it at least. */
  readonly isOver: () => boolean;
  /** Takes a file as it is written. @returns its bytes */
  readonly upload: (stream: AsyncIterable<Buffer>, number: number) => Promise<number>;
  /** Is told of each file once it is uploaded, in order; `end` is null for the last one of all. */
  readonly onFile: (bytes: number, end: FileEnd | null) => Promise<void>;
}

/**
 * Writes entries into ZIP files one after the other. One line of a list is in memory, and one chunk of an object.
 * @returns false when the time was over before the end of the entries
 */
export async function writeArchives(entries: AsyncIterable<ListEntry | ObjectEntry>, archiving: Archiving): Promise<boolean> {
  const files = new Files(archiving);
  for await (const entry of entries) {
    const isWhole = 'bytes' in entry ? await files.addObject(entry) : await files.addList(entry);
    if (!isWhole) return false;
  }
  await files.end();
  return true;
}

/** The files of one run, of which one is open. */
class Files {
  readonly #archiving: Archiving;
  #number: number;
  #open: Archive | null = null;
  #end: FileEnd | null = null;

  constructor(archiving: Archiving) {
    this.#archiving = archiving;
    this.#number = archiving.first;
  }

  /** @returns false when the time is over; the entry is not written then */
  async addObject({ name, bytes, chunks }: ObjectEntry): Promise<boolean> {
    if (!(await this.#makeRoom(bytes))) return false;
    // Pictures, recordings and files are compressed already.
    await this.#archive().add(name, chunks, { compress: false });
    this.#end = { name, line: null };
    return true;
  }

  /** @returns false when the time is over before the last line */
  async addList({ name, lines, schema, isRest }: ListEntry): Promise<boolean> {
    const source = lines[Symbol.asyncIterator]();
    let next = await source.next();
    for (let isFirst = !isRest, isLeft = true; isLeft; isFirst = false, isLeft = !next.done) {
      if (!(await this.#makeRoom(next.done ? 0 : Buffer.byteLength(next.value)))) return false;
      const archive = this.#archive();
      let last: string | null = null;
      const hasRoomFor = (line: string) => !this.#archiving.isOver() && archive.hasRoom(Buffer.byteLength(line));
      const part = async function* () {
        for (; !next.done && (last === null || hasRoomFor(next.value)); next = await source.next()) {
          last = next.value;
          yield next.value;
        }
      };
      const partName = isFirst ? name : `${name}-${this.#number}`;
      await archive.add(`${partName}.ndjson`, part());
      await archive.add(`${partName}.schema.json`, [schema()]);
      this.#end = { name, line: next.done ? null : last };
    }
    return true;
  }

  async end(): Promise<void> {
    this.#end = null;
    await this.#close();
  }

  /** Ends the open file where it has no room. @returns false when it ended since the time is over */
  async #makeRoom(bytes: number): Promise<boolean> {
    const { isOver } = this.#archiving;
    if (!this.#open || (!isOver() && this.#open.hasRoom(bytes))) return true;
    await this.#close();
    return !isOver();
  }

  #archive(): Archive {
    this.#open ??= new Archive(this.#archiving, this.#number);
    return this.#open;
  }

  async #close(): Promise<void> {
    if (!this.#open) return;
    await this.#archiving.onFile(await this.#open.end(), this.#end);
    this.#open = null;
    this.#number++;
  }
}

/** The most bytes that a file has of an entry beside its chunks and its name, which it has twice. */
const ENTRY_BYTES = 200;

class Archive {
  /** Before they are compressed. */
  #bytes = 0;
  readonly #most: number;
  readonly #zip = new yazl.ZipFile();
  readonly #uploaded: Promise<number>;

  constructor({ upload, most }: Archiving, number: number) {
    this.#most = most;
    this.#uploaded = upload(this.#zip.outputStream as AsyncIterable<Buffer>, number);
    // The failure is met where the next entry or the end waits for it.
    this.#uploaded.catch(() => {});
  }

  hasRoom(bytes: number): boolean {
    return this.#bytes + bytes <= this.#most;
  }

  async *#counted(chunks: Chunks): AsyncGenerator<string | Uint8Array> {
    for await (const chunk of chunks) {
      this.#bytes += Buffer.byteLength(chunk);
      yield chunk;
    }
  }

  /** @throws when the entry cannot be read, or the upload has failed */
  async add(path: string, chunks: Chunks, { compress = true } = {}): Promise<void> {
    this.#bytes += ENTRY_BYTES + 2 * path.length;
    const stream = Readable.from(this.#counted(chunks), { objectMode: false });
    const read = finished(stream);
    this.#zip.addReadStream(stream, path, { mtime: new Date(0), compress });
    await Promise.race([read, this.#uploaded]);
  }

  end(): Promise<number> {
    this.#zip.end();
    return this.#uploaded;
  }
}
