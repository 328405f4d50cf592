import {
  AddProof,
  BlockUser,
  type ChatClient,
  type ChatEvents,
  type Client,
  CommentOnPick,
  CreateConversation,
  chatOf,
  createClient,
  DeleteMe,
  EditMessage,
  EditPick,
  type Entry,
  type EventSummary,
  type ExportState,
  type FeedItem,
  GetConfig,
  GetExport,
  GetFeed,
  GetLeaderboard,
  GetTerms,
  GetUserStats,
  ListEvents,
  ListNotifications,
  MarkSeen,
  type NewLeg,
  type NotificationGroup,
  type Pick,
  PlacePick,
  PutDevice,
  Register,
  ReportSubject,
  RequestExport,
  randomId,
  SendAddressCode,
  SendCode,
  SendStepUpCode,
  SetAddress,
  SetAvatar,
  StepUp,
  type TokenStore,
  UpdateMe,
  upload,
  VerifyCode,
  YouBetError,
} from '@youbet/client';

/** The flows of an app, in the order in which it meets them. docs/build-an-app.md prints them, and test/e2e/flows.test.ts plays them. */

/** Asks the person a question: the flows wait for the answer. */
type Ask = (question: string) => Promise<string>;

export async function start(url: string, version: string, session: TokenStore, signInAgain: () => void): Promise<Client | null> {
  const youbet = createClient({ url, session, onSessionEnd: signInAgain });
  const { minimumVersion } = await youbet.call(GetConfig);
  // `minimumVersion.ios` is null where every version works.
  return isOlder(version, minimumVersion.ios) ? null : youbet;
}

export function isOlder(version: string, least: string | null): boolean {
  if (least === null) return false;
  const parts = (text: string) => text.split('.').map(Number);
  const [own, other] = [parts(version), parts(least)];
  const i = [0, 1, 2, 3].findIndex((at) => (own[at] ?? 0) !== (other[at] ?? 0));
  return i >= 0 && (own[i] ?? 0) < (other[i] ?? 0);
}

export async function signIn(youbet: Client, address: string, ask: Ask): Promise<void> {
  const proof = { channel: 'email', address } as const;
  const { attemptToken } = await youbet.call(SendCode, { body: proof });
  const code = await ask('The code from the e-mail?');
  const device = { name: 'Phone of Ann', platform: 'ios', appVersion: '2.1.0' } as const;
  const reply = await youbet.call(VerifyCode, { body: { ...proof, attemptToken, code, device } });
  if (reply.status === 'signed_in') return youbet.signedIn(reply);
  const { registrationToken } = reply;
  const [handle, dateOfBirth] = [await ask('Your handle?'), await ask('Your date of birth?')];
  const accepts = await youbet.call(GetTerms);
  // The zone by which days and weeks are counted for this person: of the device, or the one that they choose.
  const place = { region: 'US-NJ', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const body = { registrationToken, handle, displayName: handle, dateOfBirth, accepts, place, device };
  await youbet.signedIn(await youbet.call(Register, { body }));
}

export async function setUpProfile(youbet: Client, picture: Uint8Array<ArrayBuffer>): Promise<void> {
  await youbet.call(UpdateMe, { body: { bio: 'Dogs and unders.', sports: ['american_football'] } });
  const { state, mediaId, reason } = await upload(youbet, { purpose: 'avatar', contentType: 'image/png', bytes: picture });
  if (state !== 'ready') throw new Error(`the picture is ${state}: ${reason}`);
  await youbet.call(SetAvatar, { body: { mediaId, alt: 'Ann in a stadium' } });
}

export async function findEvents(youbet: Client, day: string): Promise<EventSummary[]> {
  const events: EventSummary[] = [];
  const query = { sport: 'american_football', date: day, tz: 'America/New_York', limit: 50 } as const;
  for await (const items of youbet.pages(ListEvents, { query })) events.push(...items);
  return events.filter(({ status }) => status === 'upcoming');
}

/** A leg at the best price that a book quotes. */
export function legOf({ id: eventId, markets }: EventSummary): NewLeg {
  const { market, selections } = markets.find((each) => each.market === 'spread') ?? never('the event has no spread');
  const { selection, line, best } = selections[0] ?? never('no book quotes it');
  return { eventId, market, selection, ...(line !== null && { line }), odds: { format: 'american', price: best.odds.american } };
}

/** @param key made when the person taps, and kept until this ends: the same key again, also after a restart, is the same pick */
export async function placePicks(youbet: Client, legs: readonly NewLeg[], key: string): Promise<Pick> {
  const [kind, stakeUnits] = [legs.length === 1 ? 'single' : 'parlay', '1.5'] as const;
  try {
    return await youbet.call(PlacePick, { key, body: { kind, stakeUnits, legs } });
  } catch (error) {
    if (!(error instanceof YouBetError)) throw error;
    if (error.code === 'INVALID_INPUT') for (const { field, message } of error.details.fields ?? []) showAt(field, message);
    if (error.code === 'PICK_LOCKED') showAt('legs', 'This game has started.');
    throw error;
  }
}

export async function raiseStake(youbet: Client, pick: Pick, stakeUnits: string): Promise<Pick> {
  // A CONFLICT says that another phone was faster: `error.details.revision` is the newest.
  return youbet.call(EditPick, { params: { pickId: pick.id }, body: { revision: pick.revision, stakeUnits } });
}

export async function prove(youbet: Client, { id: pickId }: Pick, slip: Uint8Array<ArrayBuffer>): Promise<Pick> {
  const { mediaId, state, reason } = await upload(youbet, { purpose: 'proof', contentType: 'image/png', bytes: slip });
  if (state === 'refused') throw new Error(`the slip was refused: ${reason}`);
  return youbet.call(AddProof, { params: { pickId }, body: { mediaId, alt: 'My slip at the book' } });
}

export async function readFeed(
  youbet: Client,
  cursor: string | undefined,
): Promise<{ items: readonly FeedItem[]; next: string | null }> {
  try {
    const page = await youbet.page(GetFeed, { query: { limit: 20, ...(cursor !== undefined && { cursor }) } });
    return { items: page.items, next: page.cursor };
  } catch (error) {
    // A feed is ranked once for all of its pages, and that ranking is kept for half an hour.
    if (!(error instanceof YouBetError) || error.code !== 'FEED_SESSION_EXPIRED') throw error;
    return readFeed(youbet, undefined);
  }
}

export const comment = (youbet: Client, pickId: string, text: string) =>
  youbet.call(CommentOnPick, { params: { pickId }, body: { text } });

export async function readRecords(youbet: Client, user: string) {
  const record = await youbet.call(GetUserStats, { params: { user }, query: { timeframe: '30d', by: 'sport' } });
  const board = await youbet.page(GetLeaderboard, { query: { metric: 'roi', timeframe: '30d', limit: 10 } });
  return { record, best: board.items, builtAt: board.meta.asOf };
}

/** @param known the numbers that the device kept: `chat.known` has them at any time */
export function openChat(youbet: Client, known: Readonly<Record<string, number>>, events: ChatEvents): ChatClient {
  const chat = chatOf(youbet, events);
  chat.start(known);
  return chat;
}

export async function writeTo(youbet: Client, chat: ChatClient, userId: string, text: string): Promise<Entry> {
  const { id } = await youbet.call(CreateConversation, { body: { kind: 'direct', userId } });
  // Keep the id with the text: after a restart the same two are sent again, and stand once.
  return chat.send(id, { type: 'text', text, clientMessageId: randomId() });
}

export async function sendPicture(youbet: Client, chat: ChatClient, conversationId: string, bytes: Uint8Array<ArrayBuffer>) {
  const { mediaId } = await upload(youbet, { purpose: 'chat_image', contentType: 'image/png', conversationId, bytes });
  return chat.send(conversationId, { type: 'image', mediaId, text: 'Look', clientMessageId: randomId() });
}

export const correct = (youbet: Client, { id: messageId, revision }: { id: string; revision: number }, text: string) =>
  youbet.call(EditMessage, { params: { messageId }, body: { text, revision } });

export async function showRead(chat: ChatClient, { conversationId, seq }: Entry): Promise<void> {
  await chat.ask({ action: 'message.read', conversationId, seq });
}

export async function readNotifications(youbet: Client): Promise<readonly NotificationGroup[]> {
  const { items } = await youbet.page(ListNotifications);
  const [newest] = items;
  if (newest) await youbet.call(MarkSeen, { body: { through: newest.id } });
  return items;
}

/** @param deviceId made once for an installation, by `randomId()`, and kept */
export const takePushes = (youbet: Client, deviceId: string, token: string) =>
  youbet.call(PutDevice, { params: { deviceId }, body: { platform: 'ios', token, locale: 'en-US' } });

export async function keepAway(youbet: Client, pick: Pick): Promise<void> {
  await youbet.call(ReportSubject, { body: { subject: { type: 'pick', id: pick.id }, reason: 'spam' } });
  await youbet.call(BlockUser, { params: { user: pick.author.id } });
}

/** Runs what needs a step-up, and asks for a code where the last one is older than five minutes. */
export async function steppedUp<T>(youbet: Client, ask: Ask, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof YouBetError) || error.code !== 'STEP_UP_REQUIRED') throw error;
    const { attemptToken } = await youbet.call(SendStepUpCode, { body: { channel: 'email' } });
    await youbet.call(StepUp, { body: { channel: 'email', attemptToken, code: await ask('The code from the e-mail?') } });
    return run();
  }
}

export async function changeAddress(youbet: Client, address: string, ask: Ask): Promise<void> {
  const { attemptToken } = await steppedUp(youbet, ask, () =>
    youbet.call(SendAddressCode, { body: { channel: 'email', address } }),
  );
  const code = await ask('The code from the new address?');
  await youbet.call(SetAddress, { params: { channel: 'email' }, body: { address, attemptToken, code } });
}

export async function exportAll(youbet: Client, ask: Ask): Promise<ExportState> {
  await steppedUp(youbet, ask, () => youbet.call(RequestExport));
  // A notification of the kind `export-ready` tells when: then its files have addresses.
  return youbet.call(GetExport);
}

export async function deleteAccount(youbet: Client, session: TokenStore, ask: Ask): Promise<string> {
  const { erasesAt } = await steppedUp(youbet, ask, () => youbet.call(DeleteMe, { query: { when: 'after-grace' } }));
  await session.set(null);
  return erasesAt;
}

/** Of the app itself: shows a message beside the field of the form that the path names, as `legs.0.odds`. */
const showAt = (_field: string, _message: string): void => undefined;
const never = (message: string): never => {
  throw new Error(message);
};
