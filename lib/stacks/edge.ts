import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type CfnStage, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Contract } from '#schemas/contract';
import { ROUTES } from '#schemas/routes';
import type { HttpGateway } from '../constructs/http-door.ts';
import { failureRate, ImpactAlarm } from '../constructs/impact-alarm.ts';
import type { ThrottleGroup } from '../environments.ts';
import type { DataStack } from './data.ts';

interface EdgeStackProps extends StackProps {
  readonly data: DataStack;
  readonly gateway: HttpGateway;
}

/** One line per request, including requests that the gateway refuses. It holds no address, no path with ids and no token. */
const ACCESS_LINE = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    functionMs: '$context.integrationLatency',
    bytes: '$context.responseLength',
    refusal: '$context.authorizer.error',
    error: '$context.error.messageString',
    fault: '$context.integrationErrorMessage',
  }),
);

/** The routes with a throttle of their own, by group. All others have that of the group `rest`. */
const GROUPS: Readonly<Record<Exclude<ThrottleGroup, 'rest'>, readonly Contract[]>> = {
  auth: ROUTES.auth.filter(({ access }) => access === 'public'),
  sockets: ROUTES.realtime,
};

/**
 * The stage that serves the HTTP API. It is deployed after all routes: API Gateway refuses the settings of a route that does not exist.
 */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { data, gateway, ...props }: EdgeStackProps) {
    super(scope, id, props);
    const { logRetention, protected: kept, throttle } = data.settings;
    const lines = new LogGroup(this, 'AccessLines', {
      retention: logRetention,
      removalPolicy: kept ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: gateway.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.rest.rate, burstLimit: throttle.rest.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(lines), format: ACCESS_LINE },
    });
    const settings = Object.entries(GROUPS).flatMap(([group, contracts]) => {
      const { rate, burst } = throttle[group as ThrottleGroup];
      return contracts.map(({ method, path }) => [
        `${method} ${path}`,
        { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
      ]);
    });
    (stage.node.defaultChild as CfnStage).routeSettings = Object.fromEntries(settings);
    const [failed, all] = [stage.metricServerError({ statistic: 'Sum' }), stage.metricCount({ statistic: 'Sum' })];
    new ImpactAlarm(this, 'Faults', {
      impact: 'Requests end in 5xx: people cannot sign in, read or pick, depending on the route.',
      ...failureRate(data, { failed, all }, { percent: 1, least: 10 }),
      topic: data.alarms,
    });
  }
}
