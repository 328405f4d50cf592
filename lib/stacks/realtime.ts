import { Stack, type StackProps } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Binding } from '../constructs/binding.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { output } from '../constructs/outputs.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import type { DataStack } from './data.ts';

const STAGE = 'v1';

/** Open sockets, and the one queue through which everything is pushed to them. */
export class RealtimeStack extends Stack {
  readonly pushes: QueueConsumer;
  readonly #api: WebSocketApi;
  readonly #managementUrl: string;

  constructor(scope: Construct, id: string, { data, ...props }: StackProps & { readonly data: DataStack }) {
    super(scope, id, props);
    const { urls, throttle } = data.settings;

    this.#api = new WebSocketApi(this, 'Sockets', { routeSelectionExpression: '$request.body.action' });
    const { apiId } = this.#api;
    this.#managementUrl = urls.socketManagement(apiId, this.region, STAGE);
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.#api,
      stageName: STAGE,
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
    });

    acknowledge(stage, {
      'AwsSolutions-APIG1':
        'Access logs of sockets take a role that belongs to the whole account; each door of a socket logs a line per call instead.',
    });

    this.pushes = new QueueConsumer(this, 'pushes', data, {
      door: 'queues/push',
      impact: 'Nobody is told over a socket that picks lock and settle, and sockets of ended sessions stay open.',
      variable: 'PUSHES_QUEUE_URL',
      concurrency: 10,
      uses: [...data.uses(['GetItem', 'UpdateItem', 'DeleteItem']), this.#gateway('POST', 'DELETE')],
    });
    const connect = new HouseFunction(this, data, {
      door: 'websocket/connect',
      impact: 'Nobody can open a socket: apps show what they loaded last.',
      uses: [...data.uses(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem']), this.pushes.send],
    });
    const disconnect = new HouseFunction(this, data, {
      door: 'websocket/disconnect',
      impact: 'Closed sockets are remembered until they expire, so pushes take longer.',
      uses: data.uses(['GetItem', 'UpdateItem', 'DeleteItem']),
    });
    const messages = new HouseFunction(this, data, {
      door: 'websocket/messages',
      impact: 'What apps send over their sockets goes unanswered.',
      uses: [...data.uses(['GetItem', 'UpdateItem']), this.#gateway('POST')],
    });
    for (const [route, { node, fn }] of Object.entries({ $connect: connect, $disconnect: disconnect, $default: messages })) {
      acknowledge(this.#api.addRoute(route, { integration: new WebSocketLambdaIntegration(node.id, fn) }), {
        'AwsSolutions-APIG4':
          'Opening a socket takes a single-use ticket, which the door of $connect consumes; the rest comes over that socket.',
      });
    }

    output(this, { wsApiId: apiId, wsStage: STAGE, wsUrl: urls.socket(apiId, this.region, STAGE) });
  }

  /** Posts to open sockets; with DELETE closes them. */
  #gateway(...methods: readonly ('POST' | 'DELETE')[]): Binding {
    const arns = methods.map((method) =>
      this.formatArn({ service: 'execute-api', resource: this.#api.apiId, resourceName: `${STAGE}/${method}/@connections/*` }),
    );
    return {
      environment: { WS_MANAGEMENT_URL: this.#managementUrl },
      allow: {
        actions: ['execute-api:ManageConnections'],
        resources: arns,
        because: 'Each connection is a resource of its own.',
      },
    };
  }
}
