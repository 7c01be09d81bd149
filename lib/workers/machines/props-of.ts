/**
 * The props of a source as a program passed them, whose properties may be missing whatever their type says: JavaScript knows no types.
 * What is no object becomes a property that no source has, so that the pool that is given the source reports it with everything else.
 */
export function propsOf<P extends object>(props: P | null | undefined): Partial<P> {
  const none: Partial<P> = {};
  if (props === undefined) return none;
  return typeof props === 'object' && props !== null && !Array.isArray(props)
    ? { ...props }
    : Object.assign(none, { props });
}
