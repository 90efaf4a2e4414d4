#!/usr/bin/env node
import module from 'node:module';

// Keeps compiled code between runs, where this Node can: a cold start reads it instead of compiling.
module.enableCompileCache?.();
const { main } = await import('../dist/main.js');
await main(process.argv.slice(2));
