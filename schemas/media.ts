import * as z from 'zod';
import { ConversationId, Instant, MediaId, Sha256 } from './common.ts';
import { contract } from './contract.ts';
import { text } from './text.ts';

/** Types of pictures that are taken. They are told by their bytes; the name that the client gives only binds the upload. */
export const PICTURE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/heic',
  'image/heif',
  'image/avif',
] as const;

const FILE_TYPES = ['application/pdf', 'text/csv', 'text/plain'] as const;
const VOICE_TYPES = ['audio/mp4', 'audio/ogg', 'audio/webm'] as const;
/** Types that are taken for any purpose. */
export const UPLOAD_TYPES = [...PICTURE_TYPES, ...FILE_TYPES, ...VOICE_TYPES] as const;
export const UploadType = z.enum(UPLOAD_TYPES).meta({ id: 'UploadType' });
export type UploadType = z.infer<typeof UploadType>;

const MB = 1_000_000;

/** A use of an upload. */
interface PurposeRow {
  /** The most bytes that are taken. */
  readonly bytes: number;
  readonly types: readonly UploadType[];
  /** True where it is sent to one conversation, which the announcement names. */
  readonly toConversation: boolean;
}

/** The uses of an upload. A new one is a row. */
export const PURPOSES = {
  avatar: { bytes: 5 * MB, types: PICTURE_TYPES, toConversation: false },
  proof: { bytes: 10 * MB, types: PICTURE_TYPES, toConversation: false },
  group_picture: { bytes: 10 * MB, types: PICTURE_TYPES, toConversation: false },
  chat_image: { bytes: 10 * MB, types: PICTURE_TYPES, toConversation: true },
  chat_file: { bytes: 25 * MB, types: FILE_TYPES, toConversation: true },
  chat_voice: { bytes: 10 * MB, types: VOICE_TYPES, toConversation: true },
} as const satisfies Readonly<Record<string, PurposeRow>>;
export type MediaPurpose = keyof typeof PURPOSES;
export const PURPOSE_NAMES = Object.keys(PURPOSES) as [MediaPurpose, ...MediaPurpose[]];
export const PurposeName = z.enum(PURPOSE_NAMES).meta({ id: 'MediaPurpose' });

/** A description of a picture for people who do not see it. */
export const AltText = text({ graphemes: 500, bytes: 2_000, lines: 'several' });

const FileName = text({ graphemes: 120, bytes: 255 });

/** Milliseconds of a recording at most. */
export const LONGEST_VOICE = 10 * 60_000;

/** Bytes that a person may upload on one day, in UTC. */
export const BYTES_PER_DAY = 200 * MB;

/** Uploads that a person announces in an hour: to conversations, and all others. */
export const UPLOADS_AN_HOUR = { chat: { calls: 60, seconds: 3_600 }, other: { calls: 20, seconds: 3_600 } } as const;

export const REFUSALS = [
  'TYPE_NOT_ALLOWED',
  'TOO_LARGE',
  'NOT_WHAT_IT_SAYS',
  'TOO_MANY_PIXELS',
  'MALWARE',
  'NOT_SCANNED',
  'BLOCKED',
  'UNREADABLE',
  'TOO_LONG',
  'EXPIRED',
] as const;
export const RefusalReason = z.enum(REFUSALS).meta({
  id: 'RefusalReason',
  description: [
    '`TYPE_NOT_ALLOWED`: of a kind that is not taken here: another codec, a PDF with scripts, forms that send or files in it.',
    '`TOO_LARGE`: it unpacks to more than it may.',
    '`NOT_WHAT_IT_SAYS`: its bytes are no picture, no PDF, no text in UTF-8 or no recording.',
    '`TOO_MANY_PIXELS`: more than 50 million.',
    '`MALWARE`: the scan found a threat.',
    '`NOT_SCANNED`: the scan could not read it.',
    '`BLOCKED`: a moderator has removed it, or the same before.',
    '`UNREADABLE`: cut off, broken, or encrypted.',
    '`TOO_LONG`: a recording of more than 10 minutes.',
    '`EXPIRED`: it did not arrive, or hung on nothing, for 24 hours.',
  ].join(' '),
});
export type RefusalReason = z.infer<typeof RefusalReason>;

export const MEDIA_STATES = ['awaiting', 'processing', 'ready', 'refused'] as const;
export const MediaState = z.enum(MEDIA_STATES).meta({
  id: 'MediaState',
  description: '`awaiting` its bytes, `processing` until it is scanned and written anew, then `ready` or `refused`.',
});
export type MediaState = z.infer<typeof MediaState>;

export const PictureUrls = z
  .strictObject({
    '96': z.url(),
    '256': z.url(),
    '1024': z.url(),
    full: z.url(),
    jpeg: z.url().nullable().meta({ description: 'The whole picture as JPEG; of a proof only.' }),
    expiresAt: Instant.nullable().meta({ description: 'Null where the addresses do not expire.' }),
  })
  .meta({
    id: 'PictureUrls',
    description: 'WebP at most so many pixels wide and high; `full` has at most 2,048. Nothing is enlarged.',
  });
export type PictureUrls = z.infer<typeof PictureUrls>;

export const FileUrl = z.strictObject({ url: z.url(), expiresAt: Instant }).meta({ id: 'FileUrl' });
export type FileUrl = z.infer<typeof FileUrl>;

const sentWithMessage = { mediaId: MediaId, bytes: z.int() };
const DurationMs = z.int().min(0).meta({ description: 'Milliseconds.' });

export const ChatMediaView = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('image'),
        ...sentWithMessage,
        width: z.int(),
        height: z.int(),
        colour: z.string(),
        urls: PictureUrls,
      })
      .meta({ id: 'ChatImage' }),
    z
      .strictObject({
        kind: z.literal('file'),
        ...sentWithMessage,
        name: z.string(),
        contentType: z.enum(FILE_TYPES),
        file: FileUrl,
      })
      .meta({ id: 'ChatFile', description: 'It is downloaded under its name, and never opened in place.' }),
    z
      .strictObject({
        kind: z.literal('voice'),
        ...sentWithMessage,
        contentType: z.enum(VOICE_TYPES),
        durationMs: DurationMs,
        file: FileUrl,
      })
      .meta({ id: 'ChatVoice' }),
  ])
  .meta({ id: 'ChatMedia', description: 'A file that was sent with a message. Its addresses open for 5 minutes at most.' });
export type ChatMediaView = z.infer<typeof ChatMediaView>;

export const MediaView = z
  .strictObject({
    mediaId: MediaId,
    purpose: PurposeName,
    state: MediaState,
    reason: RefusalReason.nullable().meta({ description: 'The reason of a refusal.' }),
    sentSha256: Sha256.nullable().meta({ description: 'Of the bytes that the phone sent; null of an upload of somebody else.' }),
    sha256: Sha256.nullable().meta({ description: 'Of the stored bytes, of a picture those of `full`; null until it is ready.' }),
    bytes: z.int().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    colour: z
      .string()
      .nullable()
      .meta({ description: 'The average colour, as `#a0b1c2`, to show until the picture has loaded.' }),
    alt: z.string().nullable().meta({ description: 'Its description, once it hangs on something.' }),
    durationMs: DurationMs.nullable().meta({ description: 'Milliseconds of a recording.' }),
    urls: PictureUrls.nullable().meta({ description: 'Of a picture.' }),
    file: FileUrl.nullable().meta({ description: 'Of a file or a recording.' }),
    createdAt: Instant,
  })
  .meta({ id: 'Media' });
export type MediaView = z.infer<typeof MediaView>;

const TICKET_DESCRIPTION =
  'Send the bytes with PUT to `url`, with exactly these headers. The address takes exactly these bytes. A second PUT is answered with 412 while the first bytes lie there, and changes nothing afterwards: confirm the upload in either case.';

export const PresignUpload = contract({
  name: 'PresignUpload',
  method: 'POST',
  path: '/api/v1/uploads/presigned',
  tag: 'uploads',
  summary: `Ask for an address to which a phone uploads a file straight away. With \`uploadId\` the address is given anew, as long as nothing has arrived. At most ${UPLOADS_AN_HOUR.chat.calls} new uploads an hour go to conversations, and ${UPLOADS_AN_HOUR.other.calls} elsewhere.`,
  access: 'user',
  body: z
    .strictObject({
      purpose: PurposeName,
      contentType: UploadType,
      bytes: z
        .int()
        .min(1)
        .max(Math.max(...Object.values(PURPOSES).map(({ bytes }) => bytes))),
      sha256: Sha256,
      name: FileName.optional().meta({
        description: 'The name under which it is downloaded: of a `chat_file`, and of no other.',
      }),
      conversationId: ConversationId.optional().meta({
        description: 'Of an upload that is sent to a conversation, and of no other.',
      }),
      uploadId: MediaId.optional().meta({ description: 'Of an earlier upload of the same bytes.' }),
    })
    .superRefine(({ purpose, bytes, contentType, name, conversationId }, context) => {
      const { bytes: most, types, toConversation }: PurposeRow = PURPOSES[purpose];
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if (bytes > most) refuse('bytes', `must be at most ${most}`);
      if (!types.includes(contentType)) refuse('contentType', `must be one of ${types.join(', ')}`);
      if ((conversationId !== undefined) !== toConversation)
        refuse('conversationId', toConversation ? 'is required' : 'goes with an upload to a conversation');
      if ((name !== undefined) !== (purpose === 'chat_file'))
        refuse('name', purpose === 'chat_file' ? 'is required' : 'goes with a chat_file');
    })
    .meta({
      description: Object.entries(PURPOSES)
        .map(([purpose, { bytes, types }]) => `\`${purpose}\`: at most ${bytes / MB} MB of ${types.join(', ')}.`)
        .join(' '),
    }),
  replies: {
    201: z
      .strictObject({
        uploadId: MediaId,
        url: z.url(),
        headers: z.record(z.string(), z.string()),
        expiresAt: Instant.meta({ description: 'The PUT has to begin before.' }),
      })
      .meta({ id: 'UploadTicket', description: TICKET_DESCRIPTION }),
  },
  errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'MESSAGE_NOT_ALLOWED'],
  limits: [{ calls: UPLOADS_AN_HOUR.chat.calls + UPLOADS_AN_HOUR.other.calls, seconds: 3600 }],
});

export const ConfirmUpload = contract({
  name: 'ConfirmUpload',
  method: 'POST',
  path: '/api/v1/uploads/confirm',
  tag: 'uploads',
  summary: 'Say that the bytes of an upload were sent. It changes nothing that the arrival itself does not change.',
  access: 'user',
  body: z.strictObject({ uploadId: MediaId }),
  replies: { 200: MediaView },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 120, seconds: 3600 }],
});

export const GetMedia = contract({
  name: 'GetMedia',
  method: 'GET',
  path: '/api/v1/media/{mediaId}',
  tag: 'uploads',
  summary:
    'The state of an upload, and its addresses once it is ready: of your own, and of what you see the thing that it hangs on. An upload of somebody else is the same as none while it hangs on nothing.',
  access: 'user',
  params: z.strictObject({ mediaId: MediaId }),
  replies: { 200: MediaView },
  errors: ['NOT_FOUND'],
});

export const SetAvatar = contract({
  name: 'SetAvatar',
  method: 'PUT',
  path: '/api/v1/users/me/avatar',
  tag: 'uploads',
  summary:
    'Show an uploaded picture beside your name from now on, instead of an earlier one. The same one again with another `alt` is described anew.',
  access: 'user',
  body: z.strictObject({ mediaId: MediaId, alt: AltText.optional() }),
  replies: { 200: MediaView },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 20, seconds: 3600, over: 'pictures' }],
});

export const RemoveAvatar = contract({
  name: 'RemoveAvatar',
  method: 'DELETE',
  path: '/api/v1/users/me/avatar',
  tag: 'uploads',
  summary: 'Show no picture beside your name. Without one nothing changes.',
  access: 'user',
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 20, seconds: 3600, over: 'pictures' }],
});
