import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  MP4,
  Mp4OutputFormat,
  OGG,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import { LONGEST_VOICE, type RefusalReason } from '#schemas/media';
import type { NewFile } from './new-file.ts';
import { sha256 } from './picture-hash.ts';

/** A container of recordings, with the one codec that is taken in it. */
interface Container {
  readonly contentType: string;
  readonly codec: 'aac' | 'opus';
  readonly reads: typeof MP4 | typeof OGG | typeof WEBM;
  readonly writes: () => OutputFormat;
}

const CONTAINERS = {
  mp4: { contentType: 'audio/mp4', codec: 'aac', reads: MP4, writes: () => new Mp4OutputFormat({ fastStart: 'in-memory' }) },
  ogg: { contentType: 'audio/ogg', codec: 'opus', reads: OGG, writes: () => new OggOutputFormat() },
  webm: { contentType: 'audio/webm', codec: 'opus', reads: WEBM, writes: () => new WebMOutputFormat() },
} as const satisfies Readonly<Record<string, Container>>;

/** The container that bytes are, by how they begin; null for anything else. */
function containerOf(bytes: Buffer): Container | null {
  if (bytes.subarray(0, 4).toString('latin1') === 'OggS') return CONTAINERS.ogg;
  if (bytes.subarray(0, 4).toString('hex') === '1a45dfa3') return CONTAINERS.webm;
  return bytes.subarray(4, 8).toString('latin1') === 'ftyp' ? CONTAINERS.mp4 : null;
}

/**
 * Copies the packets of a recording into a new container of the same kind: title, place and encoder are gone, and nothing is encoded. Its kind
 * follows from its tracks: one of sound and none of pictures. Its length is that of its packets, whatever its header says.
 * @returns the new file, or the reason of a refusal
 */
export async function rewriteVoice(bytes: Buffer): Promise<NewFile | RefusalReason> {
  const container = containerOf(bytes);
  if (!container) return 'NOT_WHAT_IT_SAYS';
  try {
    const input = new Input({ formats: [container.reads], source: new BufferSource(bytes) });
    const [track, ...others] = await input.getTracks();
    if (!track) return 'UNREADABLE';
    if (!track.isAudioTrack() || others.length > 0 || (await track.getCodec()) !== container.codec) return 'TYPE_NOT_ALLOWED';
    return await copied(track, container);
  } catch (error) {
    if (error instanceof RangeError && /memory|Array buffer allocation/i.test(error.message)) throw error;
    return 'UNREADABLE';
  }
}

async function copied(track: InputAudioTrack, { codec, contentType, writes }: Container): Promise<NewFile | RefusalReason> {
  const target = new BufferTarget();
  const output = new Output({ format: writes(), target });
  const sound = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(sound);
  await output.start();
  const decoderConfig = (await track.getDecoderConfig()) ?? undefined;
  let seconds = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    seconds = Math.max(seconds, packet.timestamp + packet.duration);
    if (seconds * 1_000 > LONGEST_VOICE) return 'TOO_LONG';
    await sound.add(packet, { ...(decoderConfig && { decoderConfig }) });
  }
  if (seconds === 0) return 'UNREADABLE';
  await output.finalize();
  const stored = Buffer.from(target.buffer ?? new ArrayBuffer(0));
  return {
    bytes: stored,
    file: { sha256: sha256(stored), bytes: stored.length, contentType, durationMs: Math.round(seconds * 1_000) },
  };
}
