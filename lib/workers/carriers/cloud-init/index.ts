import { emitYaml } from '../../../kubernetes';
import type { MachinePlan } from '../../machine-plan';
import { plainUserData, userDataOf } from '../document';
import type { UserData } from '../document';
import { firstBootUnit, FIRST_BOOT_UNIT } from '../first-boot-unit';
import { gzip } from '../gzip';
import { isWithin, withinLimit } from '../limit';
import type { FirstBoot } from '../limit';
import { multipart } from './multipart';
import type { UserDataPart } from './multipart';

export { multipart } from './multipart';
export type { UserDataPart } from './multipart';

/** What cloud-init is told besides the plan. */
export interface CloudInitOptions extends FirstBoot {
  /** Further parts, read before ours. With any of them the document is multipart MIME. @default none */
  readonly parts?: readonly UserDataPart[];
  /** `multipart`: also without further parts, for services that merge theirs into it. @default 'cloud-config' */
  readonly format?: 'cloud-config' | 'multipart';
}

const CLOUD_CONFIG = 'text/cloud-config';

/**
 * User data for cloud-init: the plan's files, and a unit that starts the plan's script until it has succeeded once.
 *
 * Nothing that the script does is left to cloud-init's own modules: no packages, users, mounts or swap, so that the same machine
 * comes out of every carrier. Compressed when it is over the limit; cloud-init reads both.
 *
 * @throws ColonnadeError `CLN3050` when it is over the limit even then
 * @see https://cloudinit.readthedocs.io/en/latest/explanation/format.html
 */
export function cloudInit(plan: MachinePlan, options: CloudInitOptions): UserData {
  const { parts = [], format = parts.length > 0 ? 'multipart' : 'cloud-config' } = options;
  const config = cloudConfig(plan, options.pool);
  const [contentType, text] =
    format === 'multipart' || parts.length > 0
      ? [
          'multipart/mixed',
          multipart([...parts, { contentType: CLOUD_CONFIG, filename: 'colonnade.yaml', content: config }]),
        ]
      : [CLOUD_CONFIG, config];
  const plain = plainUserData(contentType, text);
  return isWithin(plain, options)
    ? plain
    : withinLimit(userDataOf(contentType, 'gzip', gzip(text)), options, plan.files);
}

/** The `#cloud-config` alone. */
function cloudConfig(plan: MachinePlan, pool: string): string {
  const unit = firstBootUnit(plan, pool);
  const document = {
    // Lists of several parts are put one after the other; the default lets the last one win.
    merge_how: 'list(append)+dict(no_replace,recurse_list)+str()',
    write_files: [...plan.files, unit].map(({ path, mode, content }) => ({
      path,
      owner: 'root:root',
      permissions: mode,
      content,
    })),
    runcmd: [
      ['systemctl', 'daemon-reload'],
      ['systemctl', 'enable', '--now', FIRST_BOOT_UNIT],
    ],
  };
  return `#cloud-config\n# Nodes of ${pool}. Made by colonnade; holds no secret.\n${emitYaml(document)}`;
}
