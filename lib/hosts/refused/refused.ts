import { ColonnadeError, REFUSED_HOSTS } from '../../findings';

/**
 * Refuses Equinix Metal, which ended on 2026-06-30, and says what to use instead.
 *
 * @throws ColonnadeError `CLN3311`, always
 */
export function equinixMetal(..._options: readonly unknown[]): never {
  return refuse('equinixMetal');
}

/**
 * Refuses Packet, which was the name of Equinix Metal until 2020.
 *
 * @throws ColonnadeError `CLN3311`, always
 */
export function packet(..._options: readonly unknown[]): never {
  return refuse('equinixMetal');
}

/**
 * Refuses Cloud Run, which passes HTTP to containers and nothing else, and says what to use instead.
 *
 * @throws ColonnadeError `CLN3312`, always
 */
export function cloudRun(..._options: readonly unknown[]): never {
  return refuse('cloudRun');
}

function refuse(name: keyof typeof REFUSED_HOSTS): never {
  const { code, title, reason, successor, source } = REFUSED_HOSTS[name];
  throw ColonnadeError.of({
    code,
    path: name,
    property: '',
    message: `${title} is no host. ${reason} See ${source}.`,
    fix: `use ${successor}.`,
  });
}
