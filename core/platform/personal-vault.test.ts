import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useMemoryKeys } from '../../test/support/data-keys.ts';
import { newDataKey } from './new-data-key.ts';
import { isByDataKey, personalVault } from './personal-vault.ts';
import { vault, vaultOf } from './vault.ts';

const keys = vaultOf('a secret of the deployment, long enough');
vault.inject(Promise.resolve(keys));
const unwrapped = useMemoryKeys();

const someone = async () => {
  const userId = randomBytes(8).toString('hex');
  return { userId, dataKey: await newDataKey(userId) };
};

describe('the vault of a person', () => {
  it('opens what it has sealed, each time another text', async () => {
    const ann = await personalVault(await someone());
    const sealed = ann.seal('ann@example.com');
    expect(isByDataKey(sealed)).toBe(true);
    expect(sealed).not.toContain('ann');
    expect(ann.open(sealed)).toBe('ann@example.com');
    expect(ann.seal('ann@example.com')).not.toBe(sealed);
  });
  it('opens nothing of another person, whose data key it cannot take either', async () => {
    const [ann, ben] = [await someone(), await someone()];
    const sealed = (await personalVault(ann)).seal('ann@example.com');
    expect(() => keys.open('address', sealed, ann.userId)).toThrow();
    const [own, bens] = [await personalVault({ userId: ben.userId }), await personalVault(ben)];
    expect(() => own.open(sealed)).toThrow('no data key');
    expect(() => bens.open(sealed)).toThrow();
    await expect(personalVault({ userId: ben.userId, dataKey: ann.dataKey })).rejects.toThrow();
  });
  it('opens what the deployment’s secret has sealed before there were data keys, and without one still seals by it', async () => {
    const ann = await someone();
    const before = await personalVault({ userId: ann.userId });
    const sealed = before.seal('ann@example.com');
    expect(isByDataKey(sealed)).toBe(false);
    expect((await personalVault(ann)).open(sealed)).toBe('ann@example.com');
  });
  it('asks KMS once for a person that a process serves, and again after 500 others', async () => {
    const ann = await someone();
    const asked = unwrapped();
    for (let i = 0; i < 3; i++) await personalVault(ann);
    expect(unwrapped() - asked).toBe(0);
    for (let i = 0; i < 500; i++) await someone();
    for (let i = 0; i < 3; i++) await personalVault(ann);
    expect(unwrapped() - asked).toBe(1);
  });
});
