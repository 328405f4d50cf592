import { once } from 'node:events';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { until } from '../../local/client/until.ts';
import { arn, aws, type Cloud, deploy, fn, ref } from './cloud.ts';

interface Seen {
  readonly routeKey: string;
  readonly connectionId: string;
  readonly query?: Record<string, string>;
  readonly body?: string;
}

let cloud: Cloud;
let management: ApiGatewayManagementApiClient;
let url: string;
beforeAll(async () => {
  cloud = await deploy(
    {
      Api: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { Name: 'contract', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
      },
      Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('Api'), StageName: 'v1', AutoDeploy: true } },
      Door: fn(`
        const { routeKey, connectionId } = event.requestContext;
        await seen({ routeKey, connectionId, query: event.queryStringParameters, body: event.body });
        return { statusCode: routeKey === '$connect' && event.queryStringParameters?.ticket !== 'good' ? 401 : 200 };`),
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: ref('Api'),
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: {
            'Fn::Join': ['', ['arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/', arn('Door'), '/invocations']],
          },
        },
      },
      ...Object.fromEntries(
        ['$connect', '$disconnect', '$default'].map((RouteKey, i) => [
          `Route${i}`,
          {
            Type: 'AWS::ApiGatewayV2::Route',
            Properties: { ApiId: ref('Api'), RouteKey, Target: { 'Fn::Join': ['/', ['integrations', ref('Integration')]] } },
          },
        ]),
      ),
    },
    { api: ref('Api'), door: arn('Door') },
  );
  const base = `${inject('awsEndpoint')}/_aws/execute-api/${cloud.outputs.api}/v1`;
  management = new ApiGatewayManagementApiClient({ ...aws(), endpoint: base });
  url = base.replace('http', 'ws');
});
afterAll(() => cloud.end());
beforeEach(() => cloud.forget());

async function open(ticket = 'good'): Promise<{ socket: WebSocket; ConnectionId: string; received: string[] }> {
  const socket = new WebSocket(`${url}?ticket=${ticket}`);
  const received: string[] = [];
  socket.addEventListener('message', ({ data }) => received.push(String(data)));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('refused')));
  });
  // The last socket's $disconnect may come late.
  const connect = await until('$connect', async () => (await cloud.seen<Seen>()).find(({ routeKey }) => routeKey === '$connect'));
  return { socket, ConnectionId: connect.connectionId, received };
}
const next = (routeKey: string, connectionId: string): Promise<Seen> =>
  until(routeKey, async () =>
    (await cloud.seen<Seen>()).find((seen) => seen.routeKey === routeKey && seen.connectionId === connectionId),
  );
const post = (ConnectionId: string, Data: string) => management.send(new PostToConnectionCommand({ ConnectionId, Data }));

describe('a socket', () => {
  it('opens when $connect accepts, which receives the query', async () => {
    const { socket } = await open();
    expect(await cloud.seen<Seen>()).toContainEqual(expect.objectContaining({ routeKey: '$connect', query: { ticket: 'good' } }));
    socket.close();
    await once(socket, 'close');
  });
  it('does not open when $connect refuses', async () => {
    await expect(open('bad')).rejects.toThrow('refused');
  });
  it('carries messages both ways', async () => {
    const { socket, ConnectionId, received } = await open();
    socket.send('{"action":"ping"}');
    expect(await next('$default', ConnectionId)).toMatchObject({ body: '{"action":"ping"}' });
    await post(ConnectionId, '{"type":"pong"}');
    await until('the message', () => (received.includes('{"type":"pong"}') ? true : undefined));
    socket.close();
  });
  it('calls $disconnect when its client leaves, and is gone: 410', async () => {
    const { socket, ConnectionId } = await open();
    socket.close();
    await next('$disconnect', ConnectionId);
    await expect(post(ConnectionId, 'anyone?')).rejects.toMatchObject({
      name: 'GoneException',
      $metadata: { httpStatusCode: 410 },
    });
  });
  it('closes when it is deleted', async () => {
    const { socket, ConnectionId } = await open();
    const closed = once(socket, 'close');
    await management.send(new DeleteConnectionCommand({ ConnectionId }));
    await closed;
    await expect(post(ConnectionId, 'anyone?')).rejects.toMatchObject({ name: 'GoneException' });
  });
  it('replies 410 for an unknown connection', async () => {
    await expect(post('bm8tc3VjaA==', 'anyone?')).rejects.toMatchObject({ name: 'GoneException' });
  });
});
