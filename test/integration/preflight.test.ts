import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { CreateHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { ENVIRONMENTS, type Environment } from '../../lib/environments.ts';
import { domainChecks } from '../../local/cli/preflight-domains.ts';

/** Runs the command for an environment. @returns its lines; it fails as long as anything is to be done */
const linesOf = (...args: string[]): Promise<string[]> =>
  promisify(execFile)(process.execPath, ['local/cli/preflight.ts', ...args]).then(
    ({ stdout }) => stdout.trim().split('\n'),
    (error: { stdout: string }) => error.stdout.trim().split('\n'),
  );

it('asks an account for each thing, says what to do, and does none of it', async () => {
  const before = await linesOf('staging');
  expect(before.map((line) => line.replace(/^(ok|to do) +/, '').split(':')[0])).toEqual([
    ...['Configuration', 'Account', 'Lambda', 'Names', 'Origins', 'Mail', 'Mail domain', 'Text messages', 'Mobile pushes'],
    ...['Keys of the edge', 'Apple and Google', 'Odds provider'],
  ]);
  expect(before).toContainEqual(expect.stringMatching(/^to do {2}Odds provider: store the key/));
  expect(before).toContainEqual(expect.stringMatching(/^to do {2}Keys of the edge: run npm run edge-key -- staging/));
  // The emulator knows no sandbox of text messages.
  expect(before.filter((line) => line.includes('cannot be asked'))).toEqual([
    expect.stringMatching(/Text messages.*InvalidAction/),
  ]);
  expect(await linesOf('staging')).toEqual(before);
  const ssm = new SSMClient();
  await ssm.send(new PutParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version', Value: '30', Type: 'String' }));
  expect(await linesOf('staging')).toContainEqual(
    expect.stringMatching(/^to do {2}Account: use credentials of aws:\/\/<account>/),
  );
});

it('is refused for the local environment, and for none', async () => {
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['local/cli/preflight.ts', ...args]);
  await expect(run('local')).rejects.toThrow(/Usage/);
  await expect(run()).rejects.toThrow(/Usage/);
  await expect(run('prod', '--fast')).rejects.toThrow(/Usage/);
});

it('asks for the certificates in their own regions, the hosted zone, and the places that the names point to', async () => {
  const nobodys = 'arn:aws:acm:eu-west-1:000000000000:certificate/00000000-0000-0000-0000-000000000000';
  const request = new RequestCertificateCommand({ DomainName: 'api.youbet.test', ValidationMethod: 'DNS' });
  const { CertificateArn = '' } = await new ACMClient({ region: 'us-east-1' }).send(request);
  const zone = await new Route53Client().send(
    new CreateHostedZoneCommand({ Name: 'youbet.test', CallerReference: CertificateArn }),
  );
  const hostedZone = zone.HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  const environment: Environment = {
    ...(ENVIRONMENTS.find(({ name }) => name === 'staging') as Environment),
    missing: [],
    apiEdge: { generations: [1], domain: { name: 'api.youbet.test', certificate: CertificateArn, hostedZone } },
    socketDomain: { name: 'sockets.youbet.test', certificate: nobodys, hostedZone },
  };
  const ask = async (asked = environment) => {
    const checks = Object.entries(domainChecks(asked, {}));
    return Object.fromEntries(await Promise.all(checks.map(async ([title, check]) => [title, await check()] as const)));
  };
  const before = await ask();
  expect(before).toMatchObject({
    'Certificate of the HTTP API': { ok: expect.stringContaining('issued in us-east-1') },
    'Certificate of the sockets': { todo: expect.stringContaining('--region eu-west-1 --domain-name sockets.youbet.test') },
    // The DNS of the world knows no such domain.
    'Hosted zone': { todo: expect.stringMatching(/let the DNS above youbet\.test name its servers: ns-/) },
    'Name of the HTTP API': { todo: expect.stringContaining('deploy once') },
    'Name of the sockets': { todo: expect.stringContaining('deploy once') },
  });
  expect(await ask()).toEqual(before);
  expect(await ask({ ...environment, apiEdge: null })).toEqual({});
  const other = { name: 'api.youbet.test', certificate: CertificateArn, hostedZone: 'Z0000000000000' };
  expect(await ask({ ...environment, apiEdge: { generations: [1], domain: other } })).toMatchObject({
    'Hosted zone': { todo: expect.stringContaining('it has no Z0000000000000') },
  });

  const cloudFormation = new CloudFormationClient();
  const StackName = 'youbet-staging-gateway';
  const TemplateBody = JSON.stringify({
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    Outputs: { apiTarget: { Value: 'd1.cloudfront.invalid' } },
  });
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody }));
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName });
  expect((await ask())['Name of the HTTP API']).toEqual({
    todo: `look into the hosted zone ${hostedZone}: api.youbet.test does not point to d1.cloudfront.invalid`,
  });
});
