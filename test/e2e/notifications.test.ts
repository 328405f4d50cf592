import { randomBytes, randomUUID } from 'node:crypto';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetEndpointAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../core/platform/ids.ts';
import { Logout } from '../../schemas/auth.ts';
import { CommentOnPost, DeleteComment } from '../../schemas/comments.ts';
import { FollowUser, RingBell, UnfollowUser } from '../../schemas/graph.ts';
import { PutDevice, RemoveDevice } from '../../schemas/mobile-devices.ts';
import { GetPreferences, SetPreferences } from '../../schemas/notification-preferences.ts';
import { CountUnread, ListNotifications, MarkRead, MarkSeen } from '../../schemas/notifications.ts';
import { CreatePost } from '../../schemas/posts.ts';
import { ReactToPost } from '../../schemas/reactions.ts';
import { call, listen, mailTo, type Person, send, signIn, signUp } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { aws, stack } from '../support/stack.ts';

let ann: Person;
let ben: Person;
beforeAll(async () => {
  [ann, ben] = await Promise.all([signUp('Ann'), signUp('Ben')]);
});

const list = (as: Person) => call(ListNotifications, { as, query: {} });
const unread = async (as: Person) => (await call(CountUnread, { as })).unread;
const user = ({ userId }: Person) => ({ user: userId });

let sqs: SQSClient;
beforeAll(() => {
  sqs = new SQSClient({ ...aws(), useQueueUrlAsEndpoint: false });
  return () => sqs.destroy();
});
/** The address of the low queue, as the functions that send to it know it. */
async function lowQueue(): Promise<string> {
  const lambda = new LambdaClient(aws());
  const FunctionName = stack().functions['announce-lock'];
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  lambda.destroy();
  return Environment?.Variables?.LOW_QUEUE_URL ?? '';
}
async function sendToLow(messages: readonly object[]): Promise<void> {
  const Entries = messages.map((message, i) => ({ Id: String(i), MessageBody: JSON.stringify(message) }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: await lowQueue(), Entries }));
}

/** The endpoints of a person's devices. */
async function endpointsOf({ userId }: Person): Promise<(string | undefined)[]> {
  const dynamo = new DynamoDBClient(aws());
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: stack().tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': { S: `$youbet#userid_${userId}` }, ':sk': { S: '$mobiledevice_1' } },
      ConsistentRead: true,
    }),
  );
  dynamo.destroy();
  return Items.map(({ endpoint }) => endpoint?.S);
}

describe('the notifications of a person', () => {
  it('are listed, sent over sockets and to devices, seen and read', async () => {
    const deviceId = randomUUID();
    const token = randomBytes(32).toString('hex');
    await call(PutDevice, { as: ann, params: { deviceId }, body: { platform: 'ios', token, locale: 'en-US' } });
    await using socket = await listen(ann);
    await call(FollowUser, { as: ben, params: user(ann) });
    const { data } = (await socket.next('a notification', ({ type }) => type === 'notification')) as { data: unknown };
    await drain();
    const [row, ...others] = await list(ann);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      kind: 'new-follower',
      subject: { type: 'user', id: ann.userId },
      actors: [{ id: ben.userId }],
      count: 1,
      read: false,
    });
    expect(data).toEqual(row);
    const [endpoint] = await endpointsOf(ann);
    const sns = new SNSClient(aws());
    expect((await sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpoint }))).Attributes?.Token).toBe(token);
    expect(await unread(ann)).toBe(1);
    expect(await call(MarkSeen, { as: ann, body: { through: row?.id as never } })).toEqual({ unread: 0 });
    const params = { notificationId: row?.id as never };
    expect((await send('PUT', MarkRead.path.replace('{notificationId}', params.notificationId), { as: ben })).status).toBe(404);
    await call(MarkRead, { as: ann, params });
    expect((await list(ann))[0]?.read).toBe(true);

    await call(RemoveDevice, { as: ann, params: { deviceId } });
    await drain();
    expect(await endpointsOf(ann)).toEqual([]);
    await expect(sns.send(new GetEndpointAttributesCommand({ EndpointArn: endpoint }))).rejects.toMatchObject({
      name: /NotFound/,
    });
    sns.destroy();
  });

  it('leave when what they tell is withdrawn, and are not told again', async () => {
    await call(UnfollowUser, { as: ben, params: user(ann) });
    await drain();
    expect(await list(ann)).toEqual([]);
    await call(FollowUser, { as: ben, params: user(ann) });
    await drain();
    expect([await list(ann), await unread(ann)]).toEqual([[], 0]);
  });

  it('are those that they want', async () => {
    const { kinds } = await call(GetPreferences, { as: ben });
    const off = { in_app: false, push: false, email: false };
    await call(SetPreferences, { as: ben, body: { kinds: { ...kinds, 'new-follower': off }, quietHours: null } });
    await call(FollowUser, { as: ann, params: user(ben) });
    await drain();
    expect(await list(ben)).toEqual([]);
  });
});

describe('the notifications of what people write', () => {
  it('are a row for each thing, and leave with what they tell', async () => {
    await call(FollowUser, { as: ann, params: user(ben) });
    await call(RingBell, { as: ann, params: user(ben) });
    const { id: postId } = await call(CreatePost, { as: ann, body: { kind: 'text', text: 'Dogs only.' } });
    const params = { postId };
    const { id: commentId } = await call(CommentOnPost, { as: ben, params, body: { text: 'Always.' } });
    await call(ReactToPost, { as: ben, params, body: { name: 'fire' } });
    const at = `@${ann.handle}`;
    const mentions = [{ start: 0, end: at.length, userId: ann.userId }];
    const mentioning = await call(CreatePost, { as: ben, body: { kind: 'text', text: `${at} was right.`, mentions } });
    await drain();
    const rows = await list(ann);
    const actors = [{ id: ben.userId }];
    expect(rows.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
      { kind: 'bell', subject: { type: 'user', id: ben.userId }, items: [{ type: 'post', id: mentioning.id }], actors, count: 1 },
      { kind: 'mention', subject: { type: 'post', id: mentioning.id }, actors, count: 1 },
      { kind: 'new-comment', subject: { type: 'post', id: postId }, actors, count: 1 },
      { kind: 'reaction', subject: { type: 'post', id: postId }, actors, count: 1 },
    ]);
    await call(DeleteComment, { as: ben, params: { commentId } });
    await drain();
    expect((await list(ann)).map(({ kind }) => kind).toSorted()).toEqual(['bell', 'mention', 'reaction']);
  });
});

describe('an e-mail about a notification', () => {
  it('goes to the address of who has chosen it', async () => {
    const cas = await signUp('Cas');
    const email = { in_app: true, push: false, email: true };
    await call(SetPreferences, { as: cas, body: { kinds: { 'new-follower': email }, quietHours: null } });
    await call(FollowUser, { as: ben, params: user(cas) });
    await drain();
    const [row] = await list(cas);
    // The message is on its way for a quarter of an hour: here it comes at once.
    await sendToLow([{ task: 'tell-again', userId: cas.userId, notificationId: row?.id, on: 'e-mail' }]);
    await drain();
    const mails = await mailTo(cas.address);
    expect(mails.map(({ text }) => text).at(-1)).toMatch(/^- Ben followed you\.\n/);
  });
});

describe('a flood of notifications', () => {
  it('does not delay the end of a session', async () => {
    const tell = () => ({
      task: 'tell',
      key: randomBytes(4).toString('hex'),
      userId: ann.userId,
      kind: 'pick-locked',
      subject: `event#${newId(new Date())}`,
      facts: [{ by: newId(new Date()), mark: '00000000' }],
    });
    const again = await signIn(ben);
    await using socket = await listen(again);
    const batch = () => sendToLow(Array.from({ length: 10 }, tell));
    await Promise.all(Array.from({ length: 30 }, batch));
    // It goes on until the socket ends: on a busy machine the queue may be empty before.
    const flood = Array.from({ length: 4 }, async () => {
      for (let batches = 0; batches < 75 && !socket.closed; batches++) await batch();
    });
    await call(Logout, { body: { refreshToken: again.refreshToken } });
    await socket.ended();
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: await lowQueue(), AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    expect(Number(Attributes?.ApproximateNumberOfMessages), 'messages that still wait in the low queue').toBeGreaterThan(0);
    await Promise.all(flood);
  });
});
