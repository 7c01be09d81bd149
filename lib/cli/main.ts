#!/usr/bin/env node
import { processIo } from './io';
import { run } from './run';

// A pipe that is closed early (`colonnade explain --json | head`) is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
