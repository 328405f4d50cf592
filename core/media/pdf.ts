import { inflateSync } from 'node:zlib';
import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, type PDFObject, PDFStream } from '@cantoo/pdf-lib';
import type { RefusalReason } from '#schemas/media';
import type { NewFile } from './new-file.ts';
import { sha256 } from './picture-hash.ts';

/** Bytes that the streams of a PDF may unpack to, together. */
const MOST_UNPACKED = 100_000_000;
const MOST_STREAMS = 20_000;
const MOST_PAGES = 500;

/** Keys of scripts, of files in the file, and of forms that are programs. */
const FORBIDDEN_KEYS = [
  'JS',
  'JavaScript',
  'EmbeddedFiles',
  'EmbeddedFile',
  'EF',
  'XFA',
  'RichMediaContent',
  'RichMediaSettings',
];
/** Actions and annotations that run, send, fetch or hold something. */
const FORBIDDEN_NAMES = [
  ...['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToR', 'GoToE', 'Rendition', 'RichMedia', 'RichMediaExecute'],
  ...['EmbeddedFile', 'FileAttachment', '3D', 'Movie', 'Sound', 'Screen'],
];
/** Keys of texts about the file. */
const METADATA = ['Metadata', 'PieceInfo', 'LastModified'];

/**
 * Reads all objects of a PDF, those in streams of objects too, and copies its pages to a new one: nothing that hangs on the file as a whole
 * goes along, and no Info and no XMP.
 * @returns the new file, or the reason of a refusal: one that is encrypted, or with scripts, files in it, forms that send, or rich media
 */
export async function rewritePdf(bytes: Buffer): Promise<NewFile | RefusalReason> {
  if (unpackedBytes(bytes) > MOST_UNPACKED) return 'TOO_LARGE';
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    const objects = pdf.context.enumerateIndirectObjects().map(([, object]) => object);
    if (objects.some((object) => isForbidden(object))) return 'TYPE_NOT_ALLOWED';
    if (pdf.getPageCount() > MOST_PAGES) return 'TOO_LARGE';
    return await withPagesOf(pdf);
  } catch (error) {
    if (error instanceof EncryptedPDFError) return 'UNREADABLE';
    if (error instanceof RangeError && /memory|Array buffer allocation/i.test(error.message)) throw error;
    return 'UNREADABLE';
  }
}

async function withPagesOf(pdf: PDFDocument): Promise<NewFile> {
  for (const [, object] of pdf.context.enumerateIndirectObjects()) forgetMetadata(object);
  const fresh = await PDFDocument.create({ updateMetadata: false });
  for (const page of await fresh.copyPages(pdf, pdf.getPageIndices())) fresh.addPage(page);
  const stored = Buffer.from(await fresh.save({ updateFieldAppearances: false }));
  return { bytes: stored, file: { sha256: sha256(stored), bytes: stored.length, contentType: 'application/pdf' } };
}

const dictOf = (object: PDFObject): PDFDict | null => {
  if (object instanceof PDFStream) return object.dict;
  return object instanceof PDFDict ? object : null;
};

/** True for an object that has a forbidden key or name, at any depth. References are looked at by themselves. */
function isForbidden(object: PDFObject, depth = 0): boolean {
  if (depth > 100) return true;
  if (object instanceof PDFArray) return object.asArray().some((item) => isForbidden(item, depth + 1));
  const dict = dictOf(object);
  if (!dict) return false;
  return dict.entries().some(([key, value]) => {
    const name = key.decodeText();
    if (FORBIDDEN_KEYS.includes(name)) return true;
    // `S` of an action, `Subtype` of an annotation, `Type` of a stream.
    const isKind = value instanceof PDFName && ['S', 'Subtype', 'Type'].includes(name);
    return (isKind && FORBIDDEN_NAMES.includes((value as PDFName).decodeText())) || isForbidden(value, depth + 1);
  });
}

function forgetMetadata(object: PDFObject): void {
  const dict = dictOf(object);
  for (const key of METADATA) dict?.delete(PDFName.of(key));
}

/**
 * Bytes that the streams of a PDF unpack to, counted up to the limit before its reader sees the file: of 25 MB it would make 25 GB. The
 * reader unpacks streams of objects and of the table of objects at once; which streams these are cannot be told for sure without it, so all
 * count where there is one. Infinite where one of them may be packed twice, or in another way than by zlib, and for more streams than any
 * document has.
 */
function unpackedBytes(bytes: Buffer): number {
  const text = bytes.toString('latin1');
  // A name may be written with escapes: `/Obj#53tm`.
  const names = text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (!/\/(?:ObjStm|XRef)\b/.test(names)) return 0;
  if (/\/(?:LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode)\b|\/FlateDecode\s*\/FlateDecode\b/.test(names))
    return Number.POSITIVE_INFINITY;
  let [sum, streams] = [0, 0];
  for (const { index, 0: word } of text.matchAll(/stream ?(?:\r\n|\r|\n)?/g)) {
    const stream = bytes.subarray(index + word.length);
    if (text.endsWith('end', index) || !beginsZlib(stream)) continue;
    sum += unpacked(stream, MOST_UNPACKED - sum);
    if (sum > MOST_UNPACKED || ++streams > MOST_STREAMS) return Number.POSITIVE_INFINITY;
  }
  return sum;
}

/** https://www.rfc-editor.org/rfc/rfc1950#section-2.2 */
const beginsZlib = ([method = 0, flags = 0]: Buffer): boolean => method % 16 === 8 && (method * 256 + flags) % 31 === 0;

/** Bytes that a stream unpacks to; infinite beyond `most`, and 0 where it is not packed. */
function unpacked(stream: Buffer, most: number): number {
  try {
    return inflateSync(stream, { maxOutputLength: Math.max(1, most) }).length;
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? Number.POSITIVE_INFINITY : 0;
  }
}
