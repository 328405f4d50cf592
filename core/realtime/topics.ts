import { Push } from '#schemas/messages';

/** Every topic that is pushed, and how each push is named and shaped: this file and nowhere else. */

type Topic = Push['type'];
type DataOf<T extends Topic> = Extract<Push, { type: T }>['data'];

/** What a domain has to say to a user's sockets: `{type, data}`, as schemas/messages.ts shapes it. */
export type PushBody = { readonly [T in Topic]: { readonly type: T; readonly data: DataOf<T> } }[Topic];

/** The id names the news, not its sending, so that a client drops what it has seen: a repeat of a queue, a job that ran twice. */
const NAMES: { readonly [T in Topic]: (data: DataOf<T>) => string } = {
  'pick.locked': ({ pickId }) => `${pickId}.locked`,
  'pick.settled': ({ pickId, version }) => `${pickId}.settled.${version}`,
};

/** What API Gateway sends as one frame; a longer text would be cut into several. In bytes. */
const FRAME = 32_768;

/** @returns the whole push @throws when the body is not of its topic's shape, or too long: a fault of the caller */
export function pushOf<T extends Topic>({ type, data }: { readonly type: T; readonly data: DataOf<T> }, now: Date): Push {
  const push = Push.parse({ type, id: NAMES[type](data), at: now.toISOString(), data });
  frame(push);
  return push;
}

/** @returns the text to post @throws when it does not fit into one frame */
export function frame(message: object): string {
  const text = JSON.stringify(message);
  if (Buffer.byteLength(text) >= FRAME) throw new Error('a message to a socket is longer than one frame');
  return text;
}
