import { join } from 'node:path';
import { fillPlaces, optionInvalid, type Service } from '@pydock/core';
import { readBuilt } from '../../graph/workspace';
import { each } from '../../report/command';
import { gitState, tagFacts } from '../push/facts';
import { asWritten, refuseOtherOptions, requested, type Tasks } from '../tasks';

/** A service and the archive of its image. */
export interface Archive {
  readonly service: Service;
  /** Relative to the workspace root, for people. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
}

const usual = 'dist/images/{project}.tar.gz';

/** The archives that the tasks of docker-save or docker-load are about. */
export async function archivesOf(tasks: Tasks<{ readonly file?: string }>): Promise<Archive[]> {
  refuseOtherOptions(tasks, ['file']);
  const { root } = tasks.context;
  const git = await gitState(root);
  return each([...tasks.projects], async ([project, { file: given = usual }]) => {
    const service = await readBuilt(requested(tasks), project);
    const place = { file: `${project}:${tasks.target}`, option: 'file' };
    const fail = (expected: string) => optionInvalid(given, expected, place);
    const file = fillPlaces(asWritten(given), tagFacts(root, service, git), fail);
    return { service, file, path: join(root, file) };
  });
}
