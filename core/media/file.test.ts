import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { rewriteFile } from './file.ts';
import { sha256 } from './picture-hash.ts';

type Change = (pdf: PDFDocument) => void | Promise<void>;

/** A PDF of one page, with texts about it, changed before it is saved. */
async function pdf(change: Change = () => {}, objectStreams = true): Promise<Buffer> {
  const made = await PDFDocument.create();
  made.setTitle('At home');
  made.setAuthor('Ann Nadel');
  const xmp = made.context.stream('<x:xmpmeta>Berlin</x:xmpmeta>', { Type: 'Metadata', Subtype: 'XML' });
  made.catalog.set(PDFName.of('Metadata'), made.context.register(xmp));
  made.addPage([200, 100]).drawText('Picks of the week');
  await change(made);
  return Buffer.from(await made.save({ useObjectStreams: objectStreams }));
}
const script: Change = (made) => made.addJavaScript('main', 'app.alert(1)');
const action =
  (kind: string): Change =>
  ({ catalog, context }) =>
    catalog.set(PDFName.of('OpenAction'), context.register(context.obj({ S: kind, F: PDFString.of('cmd.exe') })));
const file: Change = async (made) => void (await made.attach(Buffer.from('MZ'), 'setup.exe'));
const rewritten = (bytes: Buffer, type = 'application/pdf') => rewriteFile(bytes, type);

describe('a PDF', () => {
  it('is written anew with its pages, without texts about it', async () => {
    const sent = await pdf();
    const written = await rewritten(sent);
    if (typeof written === 'string') throw new Error(written);
    const { bytes, file: stored } = written;
    expect(stored).toEqual({ sha256: sha256(bytes), bytes: bytes.length, contentType: 'application/pdf' });
    const read = await PDFDocument.load(bytes, { updateMetadata: false });
    expect([read.getPageCount(), read.getTitle(), read.getAuthor()]).toEqual([1, undefined, undefined]);
    expect(read.catalog.get(PDFName.of('Metadata'))).toBeUndefined();
    const plain = Buffer.from(await read.save({ useObjectStreams: false })).toString('latin1');
    for (const word of ['At home', 'Nadel', 'Berlin']) expect([word, plain.includes(word)]).toEqual([word, false]);
  });

  it.each([
    ['a script', script],
    ['an action that launches a program', action('Launch')],
    ['a form that sends', action('SubmitForm')],
    ['an address in another file', action('GoToR')],
    ['a file in it', file],
    ['rich media', action('RichMedia')],
    ['an XFA form', ({ catalog, context }: PDFDocument) => catalog.set(PDFName.of('AcroForm'), context.obj({ XFA: [] }))],
  ] as const)('with %s is refused, also where a stream of objects hides it', async (_, change) => {
    for (const objectStreams of [true, false]) {
      const sent = await pdf(change as Change, objectStreams);
      expect(await rewritten(sent)).toBe('TYPE_NOT_ALLOWED');
    }
    expect((await pdf(script)).includes('app.alert')).toBe(false);
  });

  it('that is encrypted is refused', async () => {
    const sent = await pdf((made) => void made.encrypt({ userPassword: 'x', ownerPassword: 'y' }));
    expect(await rewritten(sent)).toBe('UNREADABLE');
  });

  it('that unpacks to more than memory is refused before it is unpacked', async () => {
    const zeros = deflateSync(Buffer.alloc(110_000_000, ' '));
    const bomb = (dict: string) =>
      Buffer.concat([
        Buffer.from(`%PDF-1.7\n1 0 obj\n<<${dict}/N 1/First 4/Length ${zeros.length}>>\nstream\n`),
        zeros,
        Buffer.from('\nendstream\nendobj\n%%EOF'),
      ]);
    const before = process.memoryUsage().rss;
    expect(await rewritten(bomb('/Type/ObjStm/Filter/FlateDecode'))).toBe('TOO_LARGE');
    for (const dict of [
      '/Type/Obj#53tm/Filter/FlateDecode',
      '/Type/ObjStm/Filter[/FlateDecode/FlateDecode]',
      '/Type/ObjStm/Filter[/ASCII85Decode/FlateDecode]',
      '/Type/ObjStm/Filter/LZWDecode',
      // A reader that looks for the nearest words is led astray by those in a text.
      '/Type/ObjStm/Filter/FlateDecode/X(endobj 2 0 obj stream\n)',
    ])
      expect([dict, await rewritten(bomb(dict))]).toEqual([dict, 'TOO_LARGE']);
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });

  it('with more streams than any document has is refused, and soon', async () => {
    const many = Buffer.concat([Buffer.from('%PDF-1.7\n/ObjStm '), Buffer.alloc(900_000, 'stream\nx\x9c', 'latin1')]);
    const before = process.cpuUsage().user;
    expect(await rewritten(many)).toBe('TOO_LARGE');
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(10_000);
  });

  it('with a page behind it loses the page; a page before it is no PDF', async () => {
    const sent = await pdf();
    const written = await rewritten(Buffer.concat([sent, Buffer.from('<script>alert(1)</script>')]));
    expect(typeof written === 'object' && !written.bytes.includes('<script>')).toBe(true);
    expect(await rewritten(Buffer.concat([Buffer.from('<html>'), sent]))).toBe('NOT_WHAT_IT_SAYS');
  });

  it('that was called a text is a PDF, and one that is cut off is unreadable', async () => {
    const sent = await pdf();
    const written = await rewritten(sent, 'text/plain');
    expect(typeof written === 'object' && written.file.contentType).toBe('application/pdf');
    expect(await rewritten(Buffer.from('%PDF-1.7\n1 0 obj'))).toBe('UNREADABLE');
  });
});

describe('a text', () => {
  it('in UTF-8 is stored as it is', async () => {
    const sent = Buffer.from('team;line\r\nKöln;-3,5\n');
    expect(await rewriteFile(sent, 'text/csv')).toEqual({
      bytes: sent,
      file: { sha256: sha256(sent), bytes: sent.length, contentType: 'text/csv' },
    });
  });

  it.each([
    ['in another encoding', Buffer.from('K\xf6ln', 'latin1')],
    ['with zeros', Buffer.from('a\0b')],
    ['that is a page', Buffer.from('\n <!DOCTYPE html><script>alert(1)</script>')],
    ['that is an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['that is an archive', Buffer.from('504b0304140000000000', 'hex')],
    ['that is a program', Buffer.from('\x7fELF\x02\x01', 'latin1')],
    ['that is an office document', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ])('%s is refused', async (_, bytes) => {
    expect(await rewriteFile(bytes, 'text/plain')).toBe('NOT_WHAT_IT_SAYS');
  });
});
