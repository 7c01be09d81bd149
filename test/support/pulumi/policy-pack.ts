import { readFileSync } from 'node:fs';
import { colonnadePolicyPack } from 'colonnade/pulumi/policy';
import type { PolicyOptions } from 'colonnade/pulumi/policy';

/** The program of a policy pack, whose options are in its folder. */
colonnadePolicyPack(JSON.parse(readFileSync('options.json', 'utf8')) as PolicyOptions);
