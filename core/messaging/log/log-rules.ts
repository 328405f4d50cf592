import { DomainError } from '#errors';
import type { StoredEntry } from './log-entry.entity.ts';

/** The numbers of one partition of a log. */
export const BLOCK = 1_000;
/** Bytes of a preview. */
const PREVIEW = 100;
/** Stands for somebody whose account is erased. */
export const GONE = 'gone';
/** Stands for the moderator who removed a message, and whom nobody learns. */
export const MODERATION = 'moderation';

/** The partition of a number. It follows from the number and never from the clock, so that a number has one place. */
export const blockOf = (seq: number): number => Math.floor((seq - 1) / BLOCK);

/** The first and the last number of a partition. */
export const boundsOf = (block: number): { readonly first: number; readonly last: number } => ({
  first: block * BLOCK + 1,
  last: (block + 1) * BLOCK,
});

/** A place in a log: a number, and the messages among the entries up to it. */
export type LogPlace = Pick<StoredEntry, 'seq' | 'messages'>;

/** The beginning of a text, in at most 100 bytes and in whole characters. */
export function previewOf(text: string | undefined): string | undefined {
  if (text === undefined || Buffer.byteLength(text) <= PREVIEW) return text;
  let preview = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > PREVIEW) break;
    preview += segment;
  }
  return preview.trimEnd();
}

/** The fields by which a head shows the newest message. */
export const shownInHead = ({ at, senderId, type, text }: StoredEntry) => ({
  lastMessageAt: at,
  lastSenderId: senderId,
  lastType: type as Exclude<StoredEntry['type'], 'change'>,
  preview: previewOf(text),
});

/** True for a type of message that is an upload. */
export const isMedia = (type: StoredEntry['type']): type is 'image' | 'file' | 'voice' =>
  type === 'image' || type === 'file' || type === 'voice';

export const isMessage = ({ type }: Pick<StoredEntry, 'type'>): boolean => type !== 'change';

/** The same answer wherever somebody takes no messages of the actor's. */
export const messageNotAllowed = (): DomainError =>
  new DomainError('MESSAGE_NOT_ALLOWED', 'This person does not take messages of yours.');

/** The same answer for a conversation that is missing and for one of others. */
export const noSuchConversation = (): DomainError => new DomainError('NOT_FOUND', 'No such conversation.');
