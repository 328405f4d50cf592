import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { nativePackages, processorOf } from './constructs/native-packages.ts';

const AARCH64 = 183;
const HERE: Readonly<Record<string, number>> = { x64: 62, arm64: AARCH64 };

const binariesIn = (folder: string) =>
  globSync('@img/*/lib/*.{node,so*}', { cwd: folder }).map((file) => path.join(folder, file));
const megabytes = (folder: string) =>
  globSync('**/*', { cwd: folder })
    .map((file) => statSync(path.join(folder, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0) / 1e6;

describe('native packages', () => {
  it('for Lambda are binaries of its processor, far below the 250 MB that a function may have', () => {
    const folder = nativePackages('linux-arm64');
    expect(binariesIn(folder).map((file) => path.basename(file))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^sharp-linux-arm64/), expect.stringMatching(/^libvips/)]),
    );
    for (const file of binariesIn(folder)) expect([file, processorOf(file)]).toEqual([file, AARCH64]);
    expect(megabytes(folder)).toBeLessThan(40);
  });

  it('for this machine are its own', () => {
    const files = binariesIn(nativePackages('host'));
    expect(files.length).toBeGreaterThan(0);
    if (process.platform === 'linux') for (const file of files) expect(processorOf(file)).toBe(HERE[process.arch]);
  });
});
