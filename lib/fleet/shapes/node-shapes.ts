import { quantity, textMap } from './common-shapes';
import {
  absent,
  choose,
  either,
  flag,
  integer,
  jsonObject,
  list,
  object,
  oneOf,
  optional,
  record,
  text,
  textWhere,
  where,
} from './shape';

const off = where('false', (value) => value === false);
const url = textWhere(
  'a URL such as https://mirror.example.org',
  (value) => /^https?:\/\//.test(value) && URL.canParse(value),
);
const absolute = textWhere('an absolute path such as /etc/motd', (value) => /^\/[^\0\r\n]+$/.test(value));
const lines = list(text('text', 65_536), 'a list of texts');

const reserved = object({
  cpu: optional(quantity),
  memory: optional(quantity),
  'ephemeral-storage': optional(quantity),
  pid: optional(textWhere("a number such as '1000'", (value) => /^\d{1,9}$/.test(value))),
});

const threshold = either("a quantity or a percentage such as '10%'", [
  textWhere('a percentage', (value) => /^(?:100|\d{1,2})(?:\.\d+)?%$/.test(value)),
  quantity,
]);

const kubelet = object({
  maxPods: optional(integer(1, 1000)),
  cgroupDriver: optional(oneOf(['systemd', 'cgroupfs'])),
  kubeReserved: optional(reserved),
  systemReserved: optional(reserved),
  evictionHard: optional(record(threshold, "an object such as { 'memory.available': '200Mi' }")),
  shutdown: optional(
    object({ graceSeconds: optional(integer(0, 86_400)), criticalSeconds: optional(integer(0, 86_400)) }),
  ),
  imageGc: optional(object({ highPercent: optional(integer(0, 100)), lowPercent: optional(integer(0, 100)) })),
  serverCertificates: optional(flag),
  podPidsLimit: optional(integer(-1, 4_194_304)),
  containerLogs: optional(object({ maxSize: optional(quantity), maxFiles: optional(integer(2, 1000)) })),
  config: optional(jsonObject),
  extraArgs: optional(textMap),
});

const registryMirror = object({ url, ca: optional(absolute), overridePath: optional(flag) });

const containerd = object({
  configVersion: optional(where('2 or 3', (value) => value === 2 || value === 3)),
  sandboxImage: optional(text('an image', 512)),
  mirrors: optional(
    record(list(registryMirror, 'a list of mirrors'), "an object such as { 'docker.io': [{ url: 'https://...' }] }"),
  ),
  mirrorsOnly: optional(flag),
  runtimes: optional(record(object({ binary: absolute }), "an object such as { nvidia: { binary: '/usr/bin/...' } }")),
});

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const window = object({
  days: optional(list(oneOf(DAYS), 'a list of days such as Sat', { min: 1, max: 7 })),
  start: textWhere('a time such as 03:00', (value) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value)),
  minutes: optional(integer(10, 1440)),
});
const updates = choose(
  'false or an object',
  (value) =>
    Reflect.get(value, 'reboot') === 'window'
      ? object({ reboot: oneOf(['window']), window })
      : object({ reboot: optional(oneOf(['never', 'window'])), window: absent("nothing unless reboot is 'window'") }),
  off,
);

/** What makes a good node. */
export const node = object({
  kubelet: optional(kubelet),
  containerd: optional(containerd),
  modules: optional(
    list(
      textWhere('the name of a kernel module', (value) => /^[A-Za-z0-9_-]{1,64}$/.test(value)),
      'a list of kernel modules',
    ),
  ),
  sysctls: optional(
    record(
      textWhere('a value on one line', (value) => /^[^\0\r\n]*$/.test(value)),
      "an object such as { 'vm.max_map_count': '262144' }",
    ),
  ),
  swap: optional(oneOf(['off', 'limited'])),
  timeServers: optional(
    either('false or a list of servers', [
      off,
      list(
        textWhere('the name of a server', (value) => /^[A-Za-z0-9.:-]{1,253}$/.test(value)),
        'a list of servers',
      ),
    ]),
  ),
  proxy: optional(object({ http: optional(url), https: optional(url), noProxy: optional(lines) })),
  trustedCertificates: optional(
    list(
      textWhere('a certificate in PEM', (value) =>
        /^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/.test(value),
      ),
      'a list of certificates in PEM',
    ),
  ),
  packageMirror: optional(url),
  updates: optional(updates),
  files: optional(
    list(
      object({
        path: absolute,
        mode: optional(textWhere('a mode such as 0644', (value) => /^0[0-7]{3}$/.test(value))),
        content: where('text', (value) => typeof value === 'string'),
      }),
      'a list of files',
    ),
  ),
  commands: optional(object({ before: optional(lines), after: optional(lines) })),
});
