import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateEmailIdentityCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { mailbox } from '../../local/client/mailbox.ts';
import { aws, type Cloud, deploy, ref } from './cloud.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await deploy(
    {
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } },
      },
    },
    { secret: ref('Secret') },
  );
});
afterAll(() => cloud.end());

describe('secrets, parameters and messages of functions', () => {
  it('generate a secret of the length of the template, with punctuation also where the template excludes it', async () => {
    const client = new SecretsManagerClient(aws());
    const read = async () => (await client.send(new GetSecretValueCommand({ SecretId: cloud.outputs.secret }))).SecretString;
    expect(await read()).toHaveLength(64);
    expect(await read()).toBe(await read());
  });
  it('decrypt a SecureString on request', async () => {
    const client = new SSMClient(aws());
    await client.send(new PutParameterCommand({ Name: '/contract/key', Value: 'key-1', Type: 'SecureString' }));
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/contract/key', WithDecryption: true }));
    expect(Parameter?.Value).toBe('key-1');
    const sealed = await client.send(new GetParameterCommand({ Name: '/contract/key', WithDecryption: false }));
    expect(sealed.Parameter?.Value).not.toBe('key-1');
  });
  it('keep mails of a verified sender, and text messages, for tests to read', async () => {
    const { mailTo } = mailbox(() => inject('awsEndpoint'));
    const ses = new SESv2Client(aws());
    const send = () =>
      ses.send(
        new SendEmailCommand({
          FromEmailAddress: 'codes@contract.example',
          Destination: { ToAddresses: ['ann@example.com'] },
          Content: { Simple: { Subject: { Data: 'Your code' }, Body: { Text: { Data: '123456' } } } },
        }),
      );
    await expect(send()).rejects.toMatchObject({ name: 'MessageRejected' });
    await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: 'contract.example' }));
    await send();
    await new SNSClient(aws()).send(new PublishCommand({ PhoneNumber: '+12025550123', Message: '654321' }));
    expect(await mailTo('ann@example.com')).toEqual([{ to: 'ann@example.com', text: '123456' }]);
    expect(await mailTo('+12025550123')).toEqual([{ to: '+12025550123', text: '654321' }]);
  });
});
