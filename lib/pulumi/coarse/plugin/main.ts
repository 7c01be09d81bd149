#!/usr/bin/env node
import { serveObjects } from './service';

/** How often it is looked after the engine, in milliseconds. */
const LOOK_MS = 1000;

/** The provider of object sets as a program, `pulumi-resource-colonnade-objects`, which the engine starts. Prints its port. */
async function main(): Promise<void> {
  const service = await serveObjects();
  console.log(service.port);
  // An engine that was killed cannot end what it started.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, LOOK_MS).unref();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
