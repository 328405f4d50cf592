/**
 * Stands for node:http in the bundle of a function, and is it. The SDK imports node:http dynamically, for which Node reads each of its exports,
 * and among them those that load Node's own `fetch`: some 20 ms of CPU. A `require` of the same module reads what it uses.
 */
// biome-ignore lint/style/useNodejsImportProtocol: esbuild replaces the other name by this file
module.exports = require('http');
