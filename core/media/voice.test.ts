import { parseBuffer } from 'music-metadata';
import { describe, expect, it } from 'vitest';
import { sha256 } from './picture-hash.ts';
import { recording } from './testdata/recordings.ts';
import { rewriteVoice } from './voice.ts';

const TAGS = { title: 'At home', artist: 'Ann', comment: '+52.5200+013.4050/', raw: {} };
const TYPES = { m4a: 'audio/mp4', ogg: 'audio/ogg', webm: 'audio/webm' } as const;
const KINDS = Object.keys(TYPES) as (keyof typeof TYPES)[];

describe.each(KINDS)('a recording in %s', (kind) => {
  it('loses its title, its place and its encoder, by a reader that is not the writer, and keeps its sound', async () => {
    const sent = await recording(kind, 3, TAGS);
    expect(sent.includes('At home')).toBe(true);
    const written = await rewriteVoice(sent);
    if (typeof written === 'string') throw new Error(written);
    const { bytes, file } = written;
    expect(file).toEqual({ sha256: sha256(bytes), bytes: bytes.length, contentType: TYPES[kind], durationMs: file.durationMs });
    expect(Math.abs((file.durationMs ?? 0) - 3_000)).toBeLessThan(30);
    const { common, format, native } = await parseBuffer(bytes);
    expect([common.title, common.artist, common.comment]).toEqual([undefined, undefined, undefined]);
    expect(Math.abs((format.duration ?? 0) - 3)).toBeLessThan(0.1);
    expect(format.codec).toMatch(kind === 'm4a' ? /AAC/i : /opus/i);
    expect(JSON.stringify(native)).not.toMatch(/home|Ann|52\.52/);
    for (const word of ['At home', '+52.5200']) expect([word, bytes.includes(word)]).toEqual([word, false]);
  });

  it('written anew twice is the same', async () => {
    const once = await rewriteVoice(await recording(kind, 1, TAGS));
    if (typeof once === 'string') throw new Error(once);
    const twice = await rewriteVoice(once.bytes);
    expect(typeof twice !== 'string' && twice.file.durationMs).toBe(once.file.durationMs);
  });

  it('that is cut off in its head is unreadable', async () => {
    const sent = await recording(kind, 3);
    expect(await rewriteVoice(sent.subarray(0, 40))).toBe('UNREADABLE');
  });
});

it('a new container in Ogg is another one each time, so the consumer has to take the first', async () => {
  const hashes = await Promise.all([1, 2].map(async () => rewriteVoice(await recording('ogg', 1))));
  expect(new Set(hashes.map((one) => (typeof one === 'string' ? one : one.file.sha256))).size).toBe(2);
});

it('a recording of more than ten minutes is refused, also when its head says less', async () => {
  const long = await recording('ogg', 601);
  expect(await rewriteVoice(long)).toBe('TOO_LONG');
  const ten = await rewriteVoice(await recording('ogg', 599));
  expect(typeof ten).toBe('object');
});

it.each([
  ['of another codec', () => recording('mp3', 1), 'TYPE_NOT_ALLOWED'],
  ['that is no recording', async () => Buffer.from('<html><script>'), 'NOT_WHAT_IT_SAYS'],
  ['that is empty', async () => Buffer.alloc(0), 'NOT_WHAT_IT_SAYS'],
  ['that is a picture in HEIC', async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'UNREADABLE'],
])('a recording %s is refused', async (_, made, reason) => {
  expect(await rewriteVoice(await made())).toBe(reason);
});
