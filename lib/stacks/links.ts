import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor } from '../constructs/http-door.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Links that lead out of the app, to sportsbooks. */
export class LinksStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, identity, gateway }: DomainStackProps) {
    super(scope, id, { stackName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'deeplinks',
      impact: 'Links to sportsbooks are neither made nor followed, so that no click is counted.',
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem']),
        identity.secret,
        { environment: { API_URL: gateway.url, AFFILIATES: JSON.stringify(data.settings.affiliates) } },
      ],
    });
  }
}
