import type { SshSource, StatedSsh } from '../secrets/ssh';
import { optionReaders, type PlaceOf, type Read } from './options';
import { projectFile } from './secret-options';

const expected = 'true for the agent, a path of a key, a list of them, or false';

/**
 * Reads what a build may sign with, by id: as Compose has it, `["default", "deploy=~/.ssh/deploy"]`, or by name.
 * @param root the project's directory
 */
export function sshReader(root: string, place: PlaceOf): Read<StatedSsh> {
  const read = optionReaders(place);
  const file = projectFile(root, place);
  const source = (value: unknown, option: string): SshSource => {
    if (value === true) return 'agent';
    if (value === false || value === null) return null;
    if (typeof value !== 'string' && !Array.isArray(value)) throw read.fail(value, option, expected);
    return read.list(file)([value].flat(), option);
  };
  const listed: Read<[string, SshSource]> = (value, option) => {
    const [, id, paths] = /^([\w.-]+)(?:=(.+))?$/.exec(read.text(value, option)) ?? [];
    if (id === undefined) throw read.fail(value, option, '"id" for the agent, or "id=path"');
    return [id, paths === undefined ? 'agent' : paths.split(',').map((path) => file(path, option))];
  };
  return (value, option) => {
    if (typeof value === 'boolean') return { usual: value, byId: {} };
    if (Array.isArray(value))
      return { usual: true, byId: Object.fromEntries(read.list(listed)(value, option)) };
    const given = Object.entries(read.record(value, option, ', a list of "id=path", or false for none'));
    const byId = given.map(([id, each]) => [id, source(each, `${option}.${id}`)]);
    return { usual: true, byId: Object.fromEntries(byId) as StatedSsh['byId'] };
  };
}
