import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor } from '../constructs/http-door.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Follows, blocks, mutes and contacts. Their numbers are counted by the social reader. */
export class GraphStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, gateway }: DomainStackProps) {
    super(scope, id, { stackName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'graph',
      impact: 'Nobody can follow, block, mute or answer a request; lists of followers and contacts cannot be read.',
      uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'], {
        indexes: ['gsi1', 'gsi2'],
      }),
    });
  }
}
