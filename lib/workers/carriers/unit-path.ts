const UNIT =
  /^\/etc\/systemd\/system\/([^/]+\.(?:service|timer|path|socket|mount|automount|swap|slice|target))(?:\.d\/([^/]+\.conf))?$/;

/** A unit of systemd, or a drop-in of one, by the path of its file. `undefined`: another file. */
export function parseUnitPath(
  path: string,
): { readonly unit: string; readonly dropin: string | undefined } | undefined {
  const [, unit, dropin] = UNIT.exec(path) ?? [];
  return unit === undefined ? undefined : { unit, dropin };
}

/** Whether systemd reads the file of this path. */
export function isUnitPath(path: string): boolean {
  return parseUnitPath(path) !== undefined;
}
