import type { MachinePlan } from '../../machine-plan';
import { plainUserData } from '../document';
import type { UserData } from '../document';
import { FIRST_BOOT_UNIT, firstBootUnit } from '../first-boot-unit';
import { gzip } from '../gzip';
import { leanPlan } from '../lean';
import { isUnitPath } from '../unit-path';
import { isWithin, withinLimit } from '../limit';
import type { FirstBoot } from '../limit';
import { dataUrl, shortest } from './contents';
import { systemdUnits } from './units';

/** Version of the specification: read by Ignition 2.15 (2023) and newer. */
export const IGNITION_VERSION = '3.4.0';

const MEDIA_TYPE = 'application/vnd.coreos.ignition+json';

/**
 * A configuration for Ignition, as Flatcar and Fedora CoreOS read it: the plan's files, its units and drop-ins as units of systemd,
 * and a unit that starts the plan's script until it has succeeded once.
 *
 * Ignition itself reads no compressed user data. Over the limit, the document becomes a small one that is replaced by what it
 * holds in compressed form, which is a third larger as text; still over it, the script goes without its comments.
 *
 * @throws ColonnadeError `CLN3050` when it is over the limit even then
 * @see https://coreos.github.io/ignition/configuration-v3_4/
 */
export function ignition(plan: MachinePlan, options: FirstBoot): UserData {
  const plain = jsonData(configuration(plan, options.pool, shortest));
  if (isWithin(plain, options)) return plain;
  const whole = packed(plan, options.pool);
  return isWithin(whole, options) ? whole : withinLimit(packed(leanPlan(plan), options.pool), options, plan.files);
}

/** Compressed once, as a whole: files that are compressed already would not become smaller. */
function packed(plan: MachinePlan, pool: string): UserData {
  const whole = JSON.stringify(configuration(plan, pool, (content) => ({ source: dataUrl(content) })));
  const source = `data:;base64,${Buffer.from(gzip(whole)).toString('base64')}`;
  return jsonData({ ignition: { version: IGNITION_VERSION, config: { replace: { source, compression: 'gzip' } } } });
}

function configuration(plan: MachinePlan, pool: string, contents: typeof shortest): object {
  const files = plan.files.filter(({ path }) => !isUnitPath(path));
  return {
    ignition: { version: IGNITION_VERSION },
    storage: {
      files: files.map(({ path, mode, content }) => ({
        path,
        // JSON has no octal numbers.
        mode: Number.parseInt(mode, 8),
        overwrite: true,
        contents: contents(content),
      })),
    },
    systemd: { units: systemdUnits([...plan.files, firstBootUnit(plan, pool)], FIRST_BOOT_UNIT) },
  };
}

function jsonData(value: object): UserData {
  return plainUserData(MEDIA_TYPE, `${JSON.stringify(value)}\n`);
}
