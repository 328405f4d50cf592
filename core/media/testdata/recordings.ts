import {
  type AudioCodec,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny';

/** Recordings of silence as phones make them, with a title and a place, made here. */

interface Kind {
  readonly format: () => OutputFormat;
  readonly codec: AudioCodec;
  /** One packet of silence, in hexadecimal digits, and its seconds. */
  readonly packet: string;
  readonly seconds: number;
  readonly config: {
    readonly codec: string;
    readonly numberOfChannels: number;
    readonly sampleRate: number;
    readonly description?: Uint8Array;
  };
}

const OPUS = {
  codec: 'opus',
  packet: 'f8fffe',
  seconds: 0.02,
  config: {
    codec: 'opus',
    numberOfChannels: 1,
    sampleRate: 48_000,
    // https://www.rfc-editor.org/rfc/rfc7845#section-5.1
    description: new Uint8Array(Buffer.from(`${Buffer.from('OpusHead').toString('hex')}0101380180bb0000000000`, 'hex')),
  },
} as const;

export const KINDS = {
  m4a: {
    format: () => new Mp4OutputFormat(),
    codec: 'aac',
    packet: '01180764d0',
    seconds: 1_024 / 44_100,
    config: { codec: 'mp4a.40.2', numberOfChannels: 1, sampleRate: 44_100, description: new Uint8Array([0x12, 0x08]) },
  },
  ogg: { format: () => new OggOutputFormat(), ...OPUS },
  webm: { format: () => new WebMOutputFormat(), ...OPUS },
  mp3: {
    format: () => new Mp4OutputFormat(),
    codec: 'mp3',
    packet: `fffb9000${'00'.repeat(413)}`,
    seconds: 1_152 / 44_100,
    config: { codec: 'mp3', numberOfChannels: 1, sampleRate: 44_100 },
  },
} as const satisfies Readonly<Record<string, Kind>>;

/** A recording of so many seconds. */
export async function recording(kind: keyof typeof KINDS, seconds: number, tags: object = {}): Promise<Buffer> {
  const { format, codec, packet, seconds: each, config }: Kind = KINDS[kind];
  const target = new BufferTarget();
  const output = new Output({ format: format(), target });
  output.setMetadataTags(tags);
  const sound = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(sound);
  await output.start();
  const data = new Uint8Array(Buffer.from(packet, 'hex'));
  for (let i = 0; i < Math.round(seconds / each); i++)
    await sound.add(new EncodedPacket(data, 'key', i * each, each), { decoderConfig: config });
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}
