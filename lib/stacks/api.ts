import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type Domain, ROUTES } from '#schemas/routes';
import { acknowledge } from '../constructs/acknowledge.ts';
import { HouseAlarm } from '../constructs/alarm.ts';
import type { Binding } from '../constructs/binding.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { addRoutes } from '../constructs/http-routes.ts';
import { output } from '../constructs/outputs.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';
import type { RealtimeStack } from './realtime.ts';

interface ApiStackProps extends StackProps {
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly realtime: RealtimeStack;
}

/** One line per request, also of those that the gateway itself refuses. No address, no path with an id in it, no token. */
const LINE = AccessLogFormat.custom(
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

/** The HTTP API: the contracts' routes, one function per domain. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { data, identity, realtime, ...props }: ApiStackProps) {
    super(scope, id, props);
    const { settings } = data;

    const api = new HttpApi(this, 'Api', { createDefaultStage: false });
    const lines = new LogGroup(this, 'Lines', { retention: settings.logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: settings.throttle.rate, burstLimit: settings.throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(lines), format: LINE },
    });
    new HouseAlarm(this, 'Faults', {
      impact: 'Requests end in 5xx: people cannot sign in, read or pick, depending on the route.',
      metric: stage.metricServerError(),
      topic: data.alarms,
    });

    // Limits are counted in the table, one write for each rule.
    const limits: readonly Binding[] = [identity.tokens, { environment: { LIMITS: JSON.stringify(settings.limits) } }];
    const doors: Readonly<Record<Domain, { readonly impact: string; readonly uses: readonly Binding[] }>> = {
      auth: {
        impact: 'Nobody can sign in, register or refresh: sessions end within 15 minutes.',
        uses: [
          ...data.uses(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']),
          identity.secret,
          identity.cognito('AdminCreateUser', 'DescribeUserPoolClient'),
          identity.codes.send,
          realtime.pushes.send,
        ],
      },
      users: {
        impact: 'Profiles cannot be read or changed.',
        uses: [...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem']), identity.secret],
      },
      picks: {
        impact: 'Nobody can make, change or read picks.',
        uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'], { index: true }),
      },
      events: {
        impact: 'Nobody can see events, so nobody knows what to pick.',
        uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], { index: true }),
      },
      stats: {
        impact: 'Nobody can read records and boards.',
        uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem']),
      },
      realtime: {
        impact: 'Nobody gets a ticket, so nobody can open a socket.',
        uses: data.uses(['GetItem', 'PutItem', 'UpdateItem']),
      },
      admin: {
        impact: 'Nobody can decide what became of a game, or see what waits for a decision.',
        uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], { index: true }),
      },
    };
    const signedIn = new HttpJwtAuthorizer('SignedIn', identity.issuer, { jwtAudience: [identity.client.userPoolClientId] });
    for (const domain of Object.keys(ROUTES) as Domain[]) {
      const { impact, uses } = doors[domain];
      const door = new HouseFunction(this, data, { door: `http/${domain}`, impact, uses: [...uses, ...limits] });
      addRoutes(api, door.fn, ROUTES[domain], signedIn);
    }

    const notFound = new HouseFunction(this, data, {
      door: 'http/not-found',
      impact: 'Where there is nothing, clients get an error of the gateway that they cannot read.',
      memory: 512,
    });
    const rest = new HttpRoute(this, 'Rest', {
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('not-found', notFound.fn, { scopePermissionToRoute: false }),
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(rest, { 'AwsSolutions-APIG4': 'It says that there is nothing, to whoever asks.' });

    output(this, { apiId: api.apiId, apiUrl: settings.urls.api(api.apiId, this.region) });
  }
}
