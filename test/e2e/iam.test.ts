import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, paginateDescribeLogGroups, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../local/client/client.ts';
import { until } from '../../local/client/until.ts';
import { clientOf } from '../../local/dev/cloud/aws.ts';
import { bringUp, enforceIam } from '../../local/dev/cloud/bring-up.ts';
import { freePort } from '../../local/dev/cloud/emulator.ts';
import { LOCAL } from '../../local/dev/cloud/paths.ts';
import { Running } from '../../local/dev/cloud/running.ts';
import type { StackFile } from '../../local/dev/cloud/stack-file.ts';
import { replayControl } from '../../local/provider/controls-client.ts';
import { DecideEvent, ListReviews } from '../../schemas/admin.ts';
import { Refresh } from '../../schemas/auth.ts';
import { ListEvents } from '../../schemas/events.ts';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import { GetLeaderboard, GetUserStats } from '../../schemas/stats.ts';
import { singleBody } from '../support/make/pick-bodies.ts';

/**
 * Least privilege, tried: a stack of its own, whose emulator is started anew with IAM enforced, so that each function has what its role
 * gives it and nothing else.
 */
const START = 20;

let stack: StackFile;
let running: Running;
const client = () => clientOf(stack.awsEndpoint);

beforeAll(async () => {
  const port = await freePort(4766);
  const dir = join(LOCAL, `test-${port}`);
  running = new Running(join(LOCAL, `test-${port}.json`));
  running.keep();
  const wish = {
    dir,
    port,
    providerUrl: undefined,
    schedules: false,
    stackFile: join(dir, 'stack.json'),
    running,
    persist: true,
  };
  const up = await bringUp(wish);
  stack = up.stack;
  await deployTrespasser();
  await enforceIam(up.target, running);
});
afterAll(() => running?.end());

/** A function with the role of another one, which tries what that one has no need of: no function scans the table. */
async function deployTrespasser(): Promise<void> {
  const { Role } = await new LambdaClient(client()).send(
    new GetFunctionConfigurationCommand({ FunctionName: stack.functions.users }),
  );
  const ZipFile = `
const { DynamoDBClient, ScanCommand } = require('@aws-sdk/client-dynamodb');
const { SSMClient, GetParameterCommand } = require('@aws-sdk/client-ssm');
const word = (call) => call.then(() => 'allowed', (error) => error.name);
exports.handler = async () => {
  const words = [
  await word(new DynamoDBClient({}).send(new ScanCommand({ TableName: process.env.TABLE_NAME }))),
  await word(new SSMClient({}).send(new GetParameterCommand({ Name: '/youbet/local/sports-feed-key', WithDecryption: true }))),
  ];
  console.log(words.join());
  return words;
};`;
  const Properties = {
    FunctionName: 'trespasser',
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role,
    Code: { ZipFile },
    Environment: { Variables: { TABLE_NAME: stack.tableName } },
  };
  const cloudFormation = new CloudFormationClient(client());
  const StackName = 'youbet-trespasser';
  const TemplateBody = JSON.stringify({ Resources: { Trespasser: { Type: 'AWS::Lambda::Function', Properties } } });
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody }));
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName });
}

/** The log groups in which a function wrote this word. */
async function groupsThatSay(word: string): Promise<string[]> {
  const logs = new CloudWatchLogsClient(client());
  const found = new Set<string>();
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs }, {})) {
    for (const { logGroupName = '' } of logGroups) {
      for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, { logGroupName })) {
        if (events.some(({ message }) => message?.includes(word))) found.add(logGroupName);
      }
    }
  }
  return [...found];
}

describe('with IAM enforced', () => {
  it('refuses a function what its role does not give', async () => {
    const { Payload } = await new LambdaClient(client()).send(new InvokeCommand({ FunctionName: 'trespasser' }));
    const words = JSON.parse(Payload?.transformToString() ?? '[]') as string[];
    expect(words).toHaveLength(2);
    for (const word of words) expect(word).toMatch(/AccessDenied/);
  });

  it('lets a betting day go by without one refusal', async () => {
    const { call, page, pages, job, signUp, signUpAdmin, listen } = connect(() => stack);
    const ann = await signUp('Ann');
    await using phone = await listen(ann);
    const replay = replayControl(stack.feedUrl);
    const [game] = await replay.bringForward(1, new Date(Math.ceil(Date.now() / 1000 + START) * 1000));
    if (!game) throw new Error('the replay has no game to come');
    await job('ingest-events', { force: true });
    const events = await pages(ListEvents, { as: ann, query: { limit: 100 } });
    const event = events.find(({ home, away }) => home === game.home && away === game.away);
    if (!event) throw new Error('the game is no event');
    const pick = await call(PlacePick, { as: ann, body: singleBody(event.id) });
    // By the schedule that project-betting made, through the queues, to the socket.
    await phone.next('the lock', (message) => message.type === 'pick.locked' && message.data.pickId === pick.id);
    await replay.finish([game], { home: 30, away: 10 });
    await job('ingest-scores', { force: true });
    await phone.next('the result', (message) => message.type === 'pick.settled' && message.data.pickId === pick.id);
    await expect(call(GetPick, { params: { pickId: pick.id } })).resolves.toMatchObject({
      status: 'settled',
      outcome: { result: 'win' },
    });
    await until('her record', async () => {
      const { wins } = await call(GetUserStats, { as: ann, params: { user: ann.handle }, query: {} });
      return wins === 1 || undefined;
    });
    for (const each of ['update-boards', 'sweep-locks']) await job(each);
    await job('start-upkeep', { secondLookAfter: 0 });
    await call(GetLeaderboard, { query: {} });
    const adele = await signUpAdmin('Adele');
    const official = { score: { home: 30, away: 10 }, minutes: 60, reason: 'Official.' };
    await call(DecideEvent, { as: adele, params: { eventId: event.id }, body: official });
    await replay.publish(game, { home: 30, away: 11 });
    await job('ingest-scores', { force: true });
    await until('the dispute', async () => {
      const { items } = await page(ListReviews, { as: adele, query: {} });
      return items.some(({ reason }) => reason === 'disputed') || undefined;
    });
    await call(DecideEvent, { as: adele, params: { eventId: event.id }, body: official });
    await until('its end', async () => (await page(ListReviews, { as: adele, query: {} })).items.length === 0 || undefined);
    await job('set-role', { handle: adele.handle, role: 'user', reason: 'to see that it may' });
    const { refreshToken } = await call(Refresh, { body: { refreshToken: ann.refreshToken } });
    await job('ban-user', { handle: ann.handle, scope: 'all', reason: 'to see that it may' });
    await phone.ended();
    await expect(call(Refresh, { body: { refreshToken } })).rejects.toMatchObject({ code: 'BANNED' });
    // The trespasser's own words show that a refusal would be found.
    const refused = await groupsThatSay('AccessDenied');
    expect(refused).toEqual(['/aws/lambda/trespasser']);
  });
});
