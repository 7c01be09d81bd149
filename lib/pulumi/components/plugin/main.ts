#!/usr/bin/env node
import { main } from '@pulumi/pulumi/provider/server';
import { componentProvider } from './provider';

/** The provider of components as a program, `pulumi-resource-colonnade`, which the engine starts. Prints its port. */
main(componentProvider(), process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
