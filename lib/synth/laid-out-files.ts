import type { OutputFile } from './output-file';
import type { FleetOutput, OutputLayout } from './output-layout';

/**
 * The files of a fleet as a layout wants them, then those of the layout.
 *
 * @param fleet that the layout finds nothing wrong with
 * @param folder of the fleet, relative to the output folder; empty: the output folder itself
 */
export function laidOutFiles(layout: OutputLayout, fleet: FleetOutput, folder: string): readonly OutputFile[] {
  const inFolder = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
  const manifests = fleet.clusters.flatMap((cluster) =>
    cluster.parts.map((part): OutputFile => ({
      path: inFolder(part.file),
      constructPath: part.path,
      isOurs: true,
      objects: () => part.objects().map((object) => layout.annotated(object, part, cluster)),
    })),
  );
  const beside = layout.files(fleet).map(({ path, objects }): OutputFile => ({
    path: inFolder(path),
    constructPath: fleet.path,
    isOurs: true,
    objects: () => objects,
  }));
  return [...manifests, ...beside];
}
