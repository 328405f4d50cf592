import type { StoredFile } from './media.entity.ts';

/** A file or a recording that was written anew. */
export interface NewFile {
  readonly bytes: Buffer;
  readonly file: StoredFile;
}
