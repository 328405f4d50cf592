import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { type CfnApi, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Binding } from '../constructs/binding.ts';
import { DoorFunction } from '../constructs/door-function.ts';
import { HttpDoor, type HttpGateway } from '../constructs/http-door.ts';
import { addAlarms } from '../constructs/impact-alarm.ts';
import { mobilePushes } from '../constructs/mobile-pushes.ts';
import { output } from '../constructs/outputs.ts';
import { QueueConsumer, type QueueConsumerProps } from '../constructs/queue-consumer.ts';
import { SocketDomain } from '../constructs/socket-domain.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';
import type { MediaStack } from './media.ts';

const STAGE = 'v1';
/**
 * Calls a second that API Gateway takes from an account, shared by all its APIs:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const MOST_POSTS = 10_000;

/** The queues whose consumers send to sockets. Each has a bound on concurrency of its own, so that no backlog delays another queue. */
const DELIVERIES = {
  critical: {
    door: 'queues/deliver-critical',
    impact: 'Sockets of ended sessions and of banned people stay open, for two hours at most.',
    variable: 'CRITICAL_QUEUE_URL',
    concurrency: 10,
  },
  standard: {
    door: 'queues/deliver-standard',
    impact:
      'Nobody is told that picks settle or that an upload is ready, of comments and mentions, or that people ask to follow them, neither over sockets nor on devices nor in the list; they see it when they look.',
    variable: 'STANDARD_QUEUE_URL',
    concurrency: 10,
  },
  low: {
    door: 'queues/deliver-low',
    impact:
      'Nobody is told that picks lock, who follows them or reacts, no bell rings, feeds do not say that they have new items, and what quiet hours held is not told; the lock itself holds.',
    variable: 'LOW_QUEUE_URL',
    concurrency: 10,
    continues: true,
  },
} as const satisfies Readonly<Record<string, QueueConsumerProps>>;

interface RealtimeStackProps extends StackProps {
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly media: MediaStack;
  readonly gateway: HttpGateway & { readonly url: string };
}

/** The WebSocket API with its functions, the route that issues socket tickets, and the delivery queues. */
export class RealtimeStack extends Stack {
  readonly deliveries: Readonly<Record<keyof typeof DELIVERIES, QueueConsumer>>;
  /** Posts to open sockets. */
  readonly posts: Binding;
  readonly #api: WebSocketApi;

  constructor(scope: Construct, id: string, { data, identity, media, gateway, ...props }: RealtimeStackProps) {
    super(scope, id, props);
    this.#api = new WebSocketApi(this, 'Sockets', { routeSelectionExpression: '$request.body.action' });
    this.#addStage(data);
    const consumer = (queue: keyof typeof DELIVERIES, uses: readonly Binding[]) =>
      new QueueConsumer(this, queue, data, { ...DELIVERIES[queue], uses });
    const critical = consumer('critical', [
      ...data.uses(['GetItem', 'Query', 'UpdateItem', 'DeleteItem']),
      this.#connections(data, 'POST', 'DELETE'),
    ]);
    const delivers = [
      ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']),
      ...mobilePushes(this, data.settings),
      media.address,
      media.storage,
      ...media.uses('archive', 'GetObject', 'ListBucket'),
      identity.secret,
      ...identity.notificationMails,
      { environment: { API_URL: gateway.url } },
    ];
    const low = consumer('low', [...delivers, this.#connections(data, 'POST')]);
    const standard = consumer('standard', [
      ...delivers,
      ...data.uses(['ConditionCheckItem']),
      ...media.uses('pictures', 'GetObject'),
      this.#connections(data, 'POST', 'DELETE'),
      low.send,
    ]);
    this.deliveries = { critical, standard, low };
    this.posts = this.#connections(data, 'POST');
    this.#addRoutes(data, identity, media);
    addAlarms(this, data.alarms, {
      SocketMessages: {
        impact: 'Messages to open sockets will be refused soon, so that chats are late: the account posts most of what it may.',
        metric: new Metric({
          namespace: 'AWS/ApiGateway',
          metricName: 'MessageCount',
          dimensionsMap: { ApiId: this.#api.apiId, Stage: STAGE },
          statistic: 'Sum',
          period: Duration.minutes(1),
        }),
        threshold: 0.7 * 60 * MOST_POSTS,
      },
    });
    const { apiId } = this.#api;
    const wsUrl = data.settings.urls.socket(apiId, STAGE);
    new HttpDoor(this, data, {
      gateway,
      domain: 'realtime',
      impact: 'Nobody gets a socket ticket, so nobody can open a socket.',
      uses: [...data.uses(['GetItem', 'UpdateItem']), identity.secret, { environment: { SOCKET_URL: wsUrl } }],
    });
    output(this, { wsApiId: apiId, wsStage: STAGE, wsUrl });
  }

  /** Sends to the queues of notifications: each goes to the queue of its kind. */
  get notify(): readonly Binding[] {
    return [this.deliveries.standard.send, this.deliveries.low.send];
  }

  #addStage({ settings: { socketDomain, throttle } }: DataStack): void {
    const domain = socketDomain && new SocketDomain(this, 'Domain', socketDomain);
    // The CDK's own construct does not know the property. Without the address of API Gateway's own, there is one way to the sockets.
    if (domain) (this.#api.node.defaultChild as CfnApi).disableExecuteApiEndpoint = true;
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.#api,
      stageName: STAGE,
      autoDeploy: true,
      throttle: { rateLimit: throttle.sockets.rate, burstLimit: throttle.sockets.burst },
      ...(domain && { domainMapping: { domainName: domain.domainName, mappingKey: STAGE } }),
    });
    acknowledge(stage, {
      'AwsSolutions-APIG1':
        'Access logs of a WebSocket API need a role of the whole account; each door of a socket logs a line per call instead.',
    });
  }

  #addRoutes(data: DataStack, identity: IdentityStack, media: MediaStack): void {
    const routes = {
      $connect: new DoorFunction(this, data, {
        door: 'websocket/connect',
        impact: 'Nobody can open a socket: apps show what they loaded last.',
        uses: [...data.uses(['PutItem', 'UpdateItem', 'DeleteItem']), identity.secret],
      }),
      $disconnect: new DoorFunction(this, data, {
        door: 'websocket/disconnect',
        impact: 'Closed sockets are remembered until they expire, so deliveries take longer.',
        uses: data.uses(['UpdateItem', 'DeleteItem']),
      }),
      $default: new DoorFunction(this, data, {
        door: 'websocket/messages',
        impact: 'Messages that apps send over their sockets go unanswered: people write to each other over HTTP alone.',
        uses: [
          ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']),
          this.#connections(data, 'POST', 'DELETE'),
          ...media.proofs,
          ...media.uses('pictures', 'GetObject'),
          ...media.uses('archive', 'GetObject', 'ListBucket'),
          media.address,
          this.deliveries.standard.send,
          identity.secret,
        ],
      }),
    };
    for (const [route, { node, fn }] of Object.entries(routes)) {
      acknowledge(this.#api.addRoute(route, { integration: new WebSocketLambdaIntegration(node.id, fn) }), {
        'AwsSolutions-APIG4':
          'Opening a socket takes a single-use ticket, which the door of $connect consumes; the other routes use that socket.',
      });
    }
  }

  /** Calls to the open sockets: POST sends a message, DELETE closes the socket. */
  #connections({ settings: { urls } }: DataStack, ...methods: readonly ('POST' | 'DELETE')[]): Binding {
    const { apiId } = this.#api;
    return {
      environment: { WS_MANAGEMENT_URL: urls.socketManagement(apiId, STAGE) },
      allow: {
        actions: ['execute-api:ManageConnections'],
        resources: methods.map((method) =>
          this.formatArn({ service: 'execute-api', resource: apiId, resourceName: `${STAGE}/${method}/@connections/*` }),
        ),
        because: 'Each connection is a resource of its own.',
      },
    };
  }
}
